// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/pooler.h"

#include "core/database/blockers.h"

using namespace Qt::StringLiterals;

namespace limbeck::database {

Error poolerError()
{
    Error error;
    error.code = ErrorCode::Connection;
    error.message = u"The lock against a second run cannot be held: this connection goes through a "
                    "pooler that gives each transaction another session."_s;
    error.hint = u"Connect to the server itself, or to the pooler's session mode."_s;
    return error;
}

Result<> refusePooler(dialect::Connection &idle, dialect::Connection &other)
{
    const auto idleBefore = sessionNumber(idle);
    const auto otherBefore = sessionNumber(other);
    if (!idleBefore || !otherBefore)
        return failure(idleBefore ? otherBefore.error() : idleBefore.error());
    // A pooler gives the session that it got back last to whoever asks next.
    if (*idleBefore == *otherBefore)
        return failure(poolerError());
    // One that takes turns is told by this: a transaction pins one session, the other moves on.
    const bool isOurs = !other.inTransaction();
    if (isOurs) {
        if (auto begun = other.begin(); !begun)
            return begun;
    }
    const auto otherPinned = sessionNumber(other);
    const auto idleAfter = sessionNumber(idle);
    const Result<> ended = isOurs ? other.rollback() : Result<>();
    if (!otherPinned || !idleAfter)
        return failure(otherPinned ? idleAfter.error() : otherPinned.error());
    if (!ended)
        return ended;
    if (*otherPinned != *otherBefore || *idleAfter != *idleBefore)
        return failure(poolerError());
    return {};
}

} // namespace limbeck::database
