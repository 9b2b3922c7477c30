// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/source.h"

#include <QStringView>

#include <span>

namespace limbeck::lang {

/// A piece of a script's text, in UTF-16 units: what tokens and nodes keep of their place. Line and
/// column are worked out when somebody asks, which for most nodes nobody does.
struct TextRange
{
    quint32 start = 0;
    quint32 end = 0;

    friend bool operator==(const TextRange &, const TextRange &) = default;
};

/// The lines and columns of @p range. @p lineStarts: where the lines of @p text begin, in order;
/// the first one behind a byte order mark.
[[nodiscard]] SourceRange placeOf(TextRange range, QStringView text,
                                  std::span<const quint32> lineStarts);

} // namespace limbeck::lang
