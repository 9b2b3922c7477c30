// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <tl/expected.hpp>

namespace limbeck {

/// What a function returns that a script, a file, a database or a user can make fail.
template <typename T = void>
using Result = tl::expected<T, Error>;

/// Shorthand for the failing return: `return failure(ErrorCode::Database, u"…"_s);`
[[nodiscard]] inline tl::unexpected<Error> failure(ErrorCode code, QString message,
                                                   QString hint = {})
{
    return tl::unexpected<Error>(Error { code, std::move(message), {}, std::move(hint), {}, {} });
}

[[nodiscard]] inline tl::unexpected<Error> failure(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace limbeck
