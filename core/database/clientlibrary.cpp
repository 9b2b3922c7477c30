// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/clientlibrary.h"

#include <dlfcn.h>

using namespace Qt::StringLiterals;

namespace limbeck::database {

ClientLibrary::ClientLibrary(const char *fileName, const char *package)
    : m_fileName(fileName)
    , m_package(package)
    , m_handle(::dlopen(fileName, RTLD_NOW | RTLD_LOCAL)) // kept until the program ends
{
}

Result<> ClientLibrary::require() const
{
    if (m_handle != nullptr)
        return {};
    return failure(ErrorCode::Unsupported,
                   u"The library %1 is not installed"_s.arg(QLatin1StringView(m_fileName)),
                   u"It comes with the package %1."_s.arg(QLatin1StringView(m_package)));
}

void *ClientLibrary::function(const char *name) const
{
    void *address = m_handle == nullptr ? nullptr : ::dlsym(m_handle, name);
    if (address == nullptr)
        qFatal("%s has no function %s", m_fileName, name);
    return address;
}

} // namespace limbeck::database
