// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/targets/passwordquestions.h"

#include "core/database/keyring.h"

#include <condition_variable>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr int attempts = 3; // servers lock accounts out

} // namespace

/// The person at the window, as the threads that connect see them.
class PasswordQuestions::Person final : public PasswordProvider
{
public:
    explicit Person(PasswordQuestions *window)
        : m_window(window)
    {
    }

    // --- for the threads that connect

    Result<std::optional<QString>> password(const PasswordQuestion &question) override
    {
        if (question.refusals >= attempts)
            return std::nullopt;
        const std::lock_guard turn(m_turn); // two threads do not ask at once
        std::unique_lock lock(m_mutex);
        if (!m_window)
            return declined();
        m_isAsking = true;
        m_answer.reset();
        call([question](PasswordQuestions &window) {
            if (window.isAsking()) // it may have been cancelled on the way
                Q_EMIT window.asked(question);
        });
        m_answered.wait(lock, [this] { return !m_isAsking; });
        if (!m_answer)
            return declined();
        m_remembers = m_answer->remember ? question.account : QString();
        return std::optional(std::exchange(m_answer, {})->password);
    }

    void accepted(const PasswordQuestion &question, const QString &password) override
    {
        std::unique_lock lock(m_mutex);
        if (std::exchange(m_remembers, {}) != question.account)
            return;
        lock.unlock(); // the keyring may ask to be unlocked
        const auto kept = database::Keyring::store(question.account, password);
        if (kept)
            return;
        const Error &error = kept.error();
        lock.lock();
        call([reason = error.hint.isEmpty() ? error.message : error.message + u'\n' + error.hint](
                 PasswordQuestions &window) { Q_EMIT window.notRemembered(reason); });
    }

    void noteKeyringProblem(const QString &problem)
    {
        const std::lock_guard lock(m_mutex);
        m_keyringProblem = problem;
    }

    // --- for the window

    void settle(const std::optional<std::pair<QString, bool>> &answer)
    {
        const std::lock_guard lock(m_mutex);
        m_answer.reset();
        if (answer)
            m_answer = Answer { answer->first, answer->second };
        m_isAsking = false;
        m_answered.notify_all();
    }

    void leave()
    {
        const std::lock_guard lock(m_mutex);
        m_window = nullptr;
        m_isAsking = false;
        m_answer.reset();
        m_answered.notify_all();
    }

    [[nodiscard]] bool isAsking() const
    {
        const std::lock_guard lock(m_mutex);
        return m_isAsking;
    }

    [[nodiscard]] QString keyringProblem() const
    {
        const std::lock_guard lock(m_mutex);
        return m_keyringProblem;
    }

private:
    struct Answer
    {
        QString password;
        bool remember = false;
    };

    static Result<std::optional<QString>> declined()
    {
        return failure(ErrorCode::Cancelled, u"No password was given"_s);
    }

    /// Later, in the GUI's thread. The mutex is held: the window cannot go in between.
    void call(const std::function<void(PasswordQuestions &)> &act)
    {
        if (PasswordQuestions *window = m_window)
            QMetaObject::invokeMethod(
                window, [window, act] { act(*window); }, Qt::QueuedConnection);
    }

    std::mutex m_turn;
    mutable std::mutex m_mutex; ///< guards what follows
    std::condition_variable m_answered;
    PasswordQuestions *m_window;
    bool m_isAsking = false;
    std::optional<Answer> m_answer;
    QString m_remembers; ///< account whose answer is to be kept
    QString m_keyringProblem;
};

PasswordQuestions::PasswordQuestions(QObject *parent)
    : QObject(parent)
    , m_person(std::make_shared<Person>(this))
{
    const auto note = [person = m_person](const QString &problem) {
        person->noteKeyringProblem(problem);
    };
    m_chain = std::make_shared<PasswordChain>(std::vector<std::shared_ptr<PasswordProvider>> {
        std::make_shared<database::Keyring>(note), m_person });
}

PasswordQuestions::~PasswordQuestions()
{
    m_person->leave();
}

bool PasswordQuestions::isAsking() const
{
    return m_person->isAsking();
}

void PasswordQuestions::close()
{
    m_person->leave();
    Q_EMIT settled();
}

QString PasswordQuestions::keyringProblem() const
{
    return m_person->keyringProblem();
}

void PasswordQuestions::answer(const QString &password, bool remember)
{
    m_person->settle(std::pair(password, remember));
    Q_EMIT settled();
}

void PasswordQuestions::decline()
{
    m_person->settle({});
    Q_EMIT settled();
}

} // namespace limbeck
