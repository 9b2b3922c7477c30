// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/native.h"

namespace limbeck::lang {

/// The methods of bytes and bytearray that make new bytes.
void defineBytesEditing(TypeBuilder &builder);
/// What bytes.split() and strip() without argument take for white space: ASCII's.
[[nodiscard]] bool isByteSpace(unsigned char byte);

} // namespace limbeck::lang
