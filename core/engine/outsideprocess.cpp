// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/outsideprocess.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr int pollMs = 50;
constexpr qint64 patienceMs =
    5'000; ///< for an orderly end; then SIGTERM, and SIGKILL after it again

qint64 nowMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// The Python program, which is part of this one: no file that somebody could put another one in
/// the place of.
QString program()
{
    QFile file(u":/outside/limbeck_alembic.py"_s);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    return opened ? QString::fromUtf8(file.readAll()) : QString();
}

/// It comes on standard input, together with what it is to do: a URL may hold a password, and
/// everybody can read a command line.
QString starter()
{
    return u"import json, sys; request = json.loads(sys.stdin.readline()); "
           "exec(compile(request[\"program\"], \"limbeck_alembic.py\", \"exec\"))"_s;
}

} // namespace

/// A pipe between the two processes. The child gets its end by number.
class OutsideProcess::Pipe
{
public:
    Pipe()
    {
        if (pipe2(m_ends, O_CLOEXEC) != 0)
            m_ends[0] = m_ends[1] = -1;
    }

    ~Pipe()
    {
        closeEnd(0);
        closeEnd(1);
    }

    Q_DISABLE_COPY_MOVE(Pipe)

    [[nodiscard]] bool isOpen() const { return m_ends[0] >= 0; }

    [[nodiscard]] int reading() const { return m_ends[0]; }

    [[nodiscard]] int writing() const { return m_ends[1]; }

    void closeReading() { closeEnd(0); }

    void closeWriting() { closeEnd(1); }

private:
    void closeEnd(int index)
    {
        if (m_ends[index] >= 0)
            close(std::exchange(m_ends[index], -1));
    }

    int m_ends[2] = { -1, -1 };
};

OutsideProcess::OutsideProcess(const Call &call)
    : m_call(call)
{
}

OutsideProcess::~OutsideProcess()
{
    if (m_process.state() != QProcess::NotRunning) {
        signalAll(SIGKILL);
        m_process.waitForFinished();
    }
}

/// As in a shell in which the environment was activated.
QProcessEnvironment OutsideProcess::variables() const
{
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    variables.insert(u"PYTHONUNBUFFERED"_s, u"1"_s);
    variables.insert(u"PYTHONIOENCODING"_s, u"utf-8"_s);
    if (!m_call.interpreter.environment.isEmpty()) {
        variables.insert(u"VIRTUAL_ENV"_s, m_call.interpreter.environment);
        variables.insert(u"PATH"_s,
                         m_call.interpreter.environment + u"/bin:"_s + variables.value(u"PATH"_s));
        variables.remove(u"PYTHONHOME"_s);
    }
    return variables;
}

Result<> OutsideProcess::start()
{
    m_events = std::make_unique<Pipe>();
    m_lifeline = std::make_unique<Pipe>();
    if (!m_events->isOpen() || !m_lifeline->isOpen())
        return failure(ErrorCode::Internal, u"Cannot create a pipe: %1"_s.arg(qt_error_string()));
    const int events = m_events->writing();
    const int lifeline = m_lifeline->reading();
    m_process.setProcessEnvironment(variables());
    m_process.setWorkingDirectory(m_call.workingDirectory);
    m_process.setChildProcessModifier([events, lifeline] {
        // A group of its own: what env.py starts ends with it, and a Ctrl-C at the terminal is ours
        // to hand on.
        setpgid(0, 0);
        fcntl(events, F_SETFD, 0);
        fcntl(lifeline, F_SETFD, 0);
    });
    m_process.start(m_call.interpreter.program, { u"-c"_s, starter() });
    if (!m_process.waitForStarted()) {
        return failure(
            ErrorCode::FileNotFound,
            u"Cannot start %1: %2"_s.arg(m_call.interpreter.program, m_process.errorString()));
    }
    m_events->closeWriting();
    m_lifeline->closeReading();
    const QJsonObject request {
        { u"program"_s, program() },
        { u"arguments"_s, QJsonArray::fromStringList(m_call.arguments) },
        { u"url"_s, m_call.url.isEmpty() ? QJsonValue() : QJsonValue(m_call.url) },
        { u"events"_s, events },
        { u"lifeline"_s, lifeline },
    };
    m_process.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    m_process.closeWriteChannel();
    return {};
}

Result<> OutsideProcess::run(const EventHandler &handle, const RunCancellation &cancellation)
{
    if (auto started = start(); !started)
        return started;
    while (m_process.state() != QProcess::NotRunning) {
        m_process.waitForFinished(0); // takes what it printed, and notices its end
        readEvents(handle);
        readPrinted(handle);
        if (m_isStopped || cancellation.isCancelled())
            end();
    }
    readEvents(handle);
    readPrinted(handle);
    const bool crashed = m_process.exitStatus() == QProcess::CrashExit;
    handle({ { u"event"_s, u"exit"_s },
             { u"status"_s, m_process.exitCode() },
             { u"crashed"_s, crashed } });
    return {};
}

/// Waits a moment for events and hands over those that are there.
void OutsideProcess::readEvents(const EventHandler &handle)
{
    pollfd waited { m_events->reading(), POLLIN, 0 };
    while (poll(&waited, 1, m_process.state() == QProcess::NotRunning ? 0 : pollMs) > 0) {
        char buffer[1 << 16];
        const ssize_t count = ::read(m_events->reading(), buffer, sizeof buffer);
        if (count <= 0) {
            if (m_process.state() != QProcess::NotRunning)
                m_process.waitForFinished(pollMs);
            break;
        }
        m_unread.append(buffer, count);
        for (qsizetype end = m_unread.indexOf('\n'); end >= 0; end = m_unread.indexOf('\n')) {
            handle(QJsonDocument::fromJson(m_unread.left(end)).object());
            m_unread.remove(0, end + 1);
        }
    }
}

/// What did not come through Python: a library's or another program's own output.
void OutsideProcess::readPrinted(const EventHandler &handle)
{
    for (const bool isError : { false, true }) {
        const QByteArray text =
            isError ? m_process.readAllStandardError() : m_process.readAllStandardOutput();
        if (!text.isEmpty()) {
            handle({ { u"event"_s, isError ? u"warned"_s : u"printed"_s },
                     { u"text"_s, QString::fromUtf8(text) } });
        }
    }
}

void OutsideProcess::goOn()
{
    if (m_lifeline->writing() >= 0)
        std::ignore = ::write(m_lifeline->writing(), "+", 1);
}

void OutsideProcess::end()
{
    if (!m_endingSinceMs) {
        m_endingSinceMs = nowMs();
        m_lifeline->closeWriting(); // the child interrupts its statement and itself
        return;
    }
    const qint64 elapsed = nowMs() - *m_endingSinceMs;
    if (elapsed > 2 * patienceMs)
        signalAll(SIGKILL);
    else if (elapsed > patienceMs)
        signalAll(SIGTERM);
}

/// To the process and all it has started. One that has ended has no number any more, and 0 would be
/// our own group.
void OutsideProcess::signalAll(int signal)
{
    if (const qint64 process = m_process.processId(); process > 0)
        ::kill(-static_cast<pid_t>(process), signal);
}

} // namespace limbeck
