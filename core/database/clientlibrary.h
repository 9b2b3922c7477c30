// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

namespace limbeck::database {

/// A database's client library, which is loaded when it is needed first: with the libraries it
/// stands on it takes longer to load than the rest of the program, and most commands only read
/// files (docs/adr/0010).
class ClientLibrary
{
public:
    /// @p fileName: the library's soname; @p package: what installs it.
    ClientLibrary(const char *fileName, const char *package);

    /// Errors: Unsupported, with the package to install, if the library is not there.
    [[nodiscard]] Result<> require() const;
    /// The address of a function. Ends the program if there is none: require() comes first.
    [[nodiscard]] void *function(const char *name) const;

private:
    const char *m_fileName;
    const char *m_package;
    void *m_handle;
};

/// libpq. Its functions are those of libpq-fe.h, as if it were linked.
[[nodiscard]] const ClientLibrary &postgresqlLibrary();

/// MariaDB's client library. Its functions are those of mysql.h, as if it were linked.
[[nodiscard]] const ClientLibrary &mysqlLibrary();

} // namespace limbeck::database
