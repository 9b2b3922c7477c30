// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/certificates.h"

#include <QProcess>

using namespace Qt::StringLiterals;

namespace limbeck::test {

QString Certificates::openssl(const QStringList &arguments) const
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"openssl"_s, arguments);
    if (!process.waitForFinished())
        return u"openssl: "_s + process.errorString();
    return process.exitCode() == 0 ? QString() : QString::fromLocal8Bit(process.readAll());
}

QString Certificates::make()
{
    const QStringList newKey {
        u"req"_s,   u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s,
        u"-nodes"_s
    };
    for (const QString &name : { u"ca"_s, u"stranger"_s }) {
        const QString problem =
            openssl(newKey
                    + QStringList { u"-x509"_s, u"-days"_s, u"2"_s, u"-keyout"_s, name + u".key"_s,
                                    u"-out"_s, name + u".crt"_s, u"-subj"_s,
                                    u"/CN=limbeck test "_s + name });
        if (!problem.isEmpty())
            return problem;
    }
    const QString requested = openssl(
        newKey
        + QStringList { u"-keyout"_s, u"server.key"_s, u"-out"_s, u"server.csr"_s, u"-subj"_s,
                        u"/CN=localhost"_s, u"-addext"_s, u"subjectAltName=DNS:localhost"_s });
    if (!requested.isEmpty())
        return requested;
    return openssl({ u"x509"_s, u"-req"_s, u"-in"_s, u"server.csr"_s, u"-CA"_s, u"ca.crt"_s,
                     u"-CAkey"_s, u"ca.key"_s, u"-CAcreateserial"_s, u"-days"_s, u"2"_s,
                     u"-copy_extensions"_s, u"copy"_s, u"-out"_s, u"server.crt"_s });
}

} // namespace limbeck::test
