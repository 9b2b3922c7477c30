// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/unicodenames.h"

namespace limbeck::lang {
std::optional<char32_t> characterNamed(QStringView)
{
    return std::nullopt;
}
} // namespace limbeck::lang
