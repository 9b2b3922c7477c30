// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/commanderror.h"

namespace limbeck {

bool isCommandError(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Usage:
    case ErrorCode::Configuration:
    case ErrorCode::UnknownRevision:
    case ErrorCode::AmbiguousRevision:
    case ErrorCode::MultipleHeads:
    case ErrorCode::InvalidPlan:
    case ErrorCode::InvalidGraph:
    case ErrorCode::VersionMismatch:
        return true;
    default:
        return false;
    }
}

} // namespace limbeck
