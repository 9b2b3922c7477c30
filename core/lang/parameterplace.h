// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string_view>

namespace limbeck::lang {

/// Where parameter @p name stands in a Signature of @p text, found by the compiler: for native code
/// that is called thousands of times and asks for many arguments. A name that the signature does
/// not have does not compile.
///
///     constexpr auto signature = "(self, *args, name=None, **kw)";
///     a[placeOf(signature, "name")]   // a[2], the same as a["name"]
consteval int placeOf(std::string_view text, std::string_view name)
{
    text.remove_prefix(text.find('(') + 1);
    text.remove_suffix(text.size() - text.rfind(')'));
    int place = 0;
    while (!text.empty()) {
        // A default text may hold a comma.
        std::size_t end = 0;
        for (bool inText = false; end < text.size() && (inText || text[end] != ','); ++end)
            inText = inText != (text[end] == '\'');
        std::string_view part = text.substr(0, end);
        text.remove_prefix(end < text.size() ? end + 1 : end);
        part.remove_prefix(part.find_first_not_of(' '));
        const bool isSeparator = part == "*" || part == "/";
        part.remove_prefix(isSeparator ? 0 : part.find_first_not_of('*'));
        if (part.substr(0, part.find('=')) == name)
            return place;
        place += isSeparator ? 0 : 1;
    }
    throw "the signature has no such parameter"; // not a constant expression
}

} // namespace limbeck::lang
