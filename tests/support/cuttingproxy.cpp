// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/cuttingproxy.h"

#include <arpa/inet.h>
#include <optional>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace limbeck::test {

namespace {

constexpr int waitMs = 20;

sockaddr_in loopback(int port)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<quint16>(port));
    return address;
}

/// One connection through the proxy.
struct Way
{
    int client = -1;
    int server = -1;

    void close()
    {
        for (int *end : { &client, &server }) {
            if (*end >= 0)
                ::close(std::exchange(*end, -1));
        }
    }
};

/// Hands on what has come, and returns it; none when @p from or @p to has ended.
std::optional<QByteArray> pass(int from, int to)
{
    QByteArray buffer(1 << 14, Qt::Uninitialized);
    const ssize_t count = ::recv(from, buffer.data(), static_cast<size_t>(buffer.size()), 0);
    if (count <= 0)
        return {};
    buffer.truncate(count);
    for (ssize_t sent = 0; sent < count;) {
        const ssize_t part =
            ::send(to, buffer.constData() + sent, static_cast<size_t>(count - sent), MSG_NOSIGNAL);
        if (part <= 0)
            return {};
        sent += part;
    }
    return buffer;
}

} // namespace

CuttingProxy::CuttingProxy(int serverPort)
    : m_serverPort(serverPort)
    , m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address = loopback(0);
    socklen_t length = sizeof address;
    auto *plain = reinterpret_cast<sockaddr *>(&address);
    if (m_listener < 0 || ::bind(m_listener, plain, length) != 0 || ::listen(m_listener, 16) != 0
        || ::getsockname(m_listener, plain, &length) != 0)
        return;
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
}

CuttingProxy::~CuttingProxy()
{
    m_isOver = true;
    if (m_thread.joinable())
        m_thread.join();
    if (m_listener >= 0)
        ::close(m_listener);
}

void CuttingProxy::cutAfter(qint64 bytes)
{
    m_hasCut = false;
    m_limit = m_seen + bytes;
}

void CuttingProxy::cutBehind(const QByteArray &text, int occurrence)
{
    m_hasCut = false;
    const std::lock_guard lock(m_textMutex);
    m_text = text;
    m_remaining = occurrence;
}

/// Whether the way ends behind @p sent.
bool CuttingProxy::isDue(const QByteArray &sent)
{
    m_seen += sent.size();
    const std::lock_guard lock(m_textMutex);
    if (m_remaining > 0) {
        m_remaining = std::max(m_remaining - static_cast<int>(sent.count(m_text)), 0);
        if (m_remaining == 0)
            return true;
    }
    const qint64 limit = m_limit;
    return limit >= 0 && m_seen >= limit;
}

void CuttingProxy::serve()
{
    std::vector<Way> ways;
    while (!m_isOver) {
        std::vector<pollfd> waited { { m_listener, POLLIN, 0 } };
        for (const Way &way : ways) {
            waited.push_back({ way.client, POLLIN, 0 });
            waited.push_back({ way.server, POLLIN, 0 });
        }
        if (::poll(waited.data(), waited.size(), waitMs) <= 0)
            continue;
        bool isCut = false;
        for (std::size_t i = 0; i < ways.size() && !isCut; ++i) {
            Way &way = ways[i];
            const bool fromClient = waited[1 + 2 * i].revents != 0;
            const bool fromServer = waited[2 + 2 * i].revents != 0;
            const auto sent = fromClient ? pass(way.client, way.server) : QByteArray();
            isCut = sent && !sent->isEmpty() && isDue(*sent);
            if (!sent || (!isCut && fromServer && !pass(way.server, way.client)))
                way.close();
        }
        if (isCut) {
            for (Way &way : ways)
                way.close();
            m_limit = -1;
            m_hasCut = true;
        }
        std::erase_if(ways, [](const Way &way) { return way.client < 0; });
        if (waited.front().revents == 0)
            continue;
        Way way { ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC),
                  ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0) };
        const sockaddr_in address = loopback(m_serverPort);
        if (way.client >= 0
            && ::connect(way.server, reinterpret_cast<const sockaddr *>(&address), sizeof address)
                == 0)
            ways.push_back(way);
        else
            way.close();
    }
    for (Way &way : ways)
        way.close();
}

} // namespace limbeck::test
