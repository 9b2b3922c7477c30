// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/passwordprompt.h"

#include "cli/output.h"
#include "core/database/keyring.h"

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

constexpr int attempts = 3;
constexpr int pollMs = 100;

/// The terminal with its echo switched off while this lives.
class SilentTerminal
{
public:
    SilentTerminal()
        : m_file(open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC))
    {
        if (m_file < 0 || tcgetattr(m_file, &m_before) != 0)
            return;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        m_isSilent = tcsetattr(m_file, TCSAFLUSH, &silent) == 0;
    }

    ~SilentTerminal()
    {
        if (m_isSilent)
            tcsetattr(m_file, TCSAFLUSH, &m_before);
        if (m_file >= 0)
            close(m_file);
    }

    Q_DISABLE_COPY_MOVE(SilentTerminal)

    [[nodiscard]] bool isUsable() const { return m_isSilent; }

    void write(const QByteArray &text) const
    {
        // A prompt that cannot be written is no reason not to read.
        std::ignore = ::write(m_file, text.constData(), static_cast<std::size_t>(text.size()));
    }

    /// A line without its end; nothing when the input ended or @p cancel was raised.
    [[nodiscard]] std::optional<QByteArray> readLine(const CancelToken &cancel) const
    {
        QByteArray line;
        while (!cancel.isCancelled()) {
            pollfd waited { m_file, POLLIN, 0 };
            const int ready = poll(&waited, 1, pollMs);
            if (ready == 0 || (ready < 0 && errno == EINTR))
                continue;
            char byte = 0;
            if (ready < 0 || ::read(m_file, &byte, 1) != 1)
                return std::nullopt;
            if (byte == '\n')
                return line;
            line.append(byte);
        }
        return std::nullopt;
    }

private:
    int m_file;
    termios m_before {};
    bool m_isSilent = false;
};

} // namespace

Result<QString> readHidden(const QString &prompt, const CancelToken &cancel)
{
    const SilentTerminal terminal;
    if (!terminal.isUsable()) {
        return failure(
            ErrorCode::Connection,
            u"A password is wanted, and there is no terminal to ask for it"_s,
            u"Put it into ~/.pgpass or PGPASSWORD (PostgreSQL), or into an option file named by "
            "?read_default_file= or into MYSQL_PWD (MySQL)."_s);
    }
    terminal.write(prompt.toUtf8());
    const std::optional<QByteArray> line = terminal.readLine(cancel);
    terminal.write("\n");
    if (!line)
        return failure(ErrorCode::Cancelled, u"No password was given"_s);
    return QString::fromUtf8(*line);
}

Result<std::optional<QString>> PasswordPrompt::password(const PasswordQuestion &question)
{
    if (question.refusals >= attempts)
        return std::nullopt;
    const QString again = question.refusals > 0 ? u"Not accepted. "_s : QString();
    const auto line = readHidden(
        again
            + (question.userName.isEmpty()
                   ? u"Password for %1: "_s.arg(question.database)
                   : u"Password of %1 for %2: "_s.arg(question.userName, question.database)),
        m_cancel);
    if (!line)
        return failure(line.error());
    return std::optional(*line);
}

std::shared_ptr<PasswordChain> commandLinePasswords(const CancelToken &cancel)
{
    const auto tell = [](const QString &text) { Output().warning(text); };
    return std::make_shared<PasswordChain>(std::vector<std::shared_ptr<PasswordProvider>> {
        std::make_shared<database::Keyring>(tell), std::make_shared<PasswordPrompt>(cancel) });
}

} // namespace limbeck::cli
