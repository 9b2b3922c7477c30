// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/library.h"
#include "core/bindings/pythonlibrary.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

/// Names that are taken from one of our own modules and put into a package's: "name" or
/// "name=original".
struct ShimModule
{
    const char *module;
    const char *names;
};

constexpr ShimModule columnTypes[] = {
    { "sqlmodel", "AutoString" },
    { "sqlmodel.sql", "" },
    { "sqlmodel.sql.sqltypes", "AutoString GUID=SqlModelGUID types=_types" },
    { "fastapi_users_db_sqlalchemy", "GUID" },
    { "fastapi_users_db_sqlalchemy.generics", "GUID TIMESTAMPAware" },
    { "fastapi_users_db_sqlalchemy.guid", "GUID" },
    { "citext", "CIText" },
    { "pgvector", "Vector" },
    { "pgvector.sqlalchemy", "Vector VECTOR HALFVEC HalfVector SPARSEVEC BIT" },
    { "pgvector.sqlalchemy.vector", "Vector VECTOR" },
    { "sqlalchemy_jsonfield", "JSONField" },
    { "sqlalchemy_jsonfield.jsonfield", "JSONField" },
    { "oslo_db", "" },
    { "oslo_db.sqlalchemy", "" },
    { "oslo_db.sqlalchemy.types", "JsonEncodedDict JsonEncodedList" },
};

/// neutron_lib: plain constants that migrations use as lengths and values.
struct Constant
{
    const char *module;
    const char *name;
    int number;
    const char *text; ///< instead of the number, if set
};

constexpr Constant constants[] = {
    { "neutron_lib.db.constants", "UUID_FIELD_SIZE", 36, nullptr },
    { "neutron_lib.db.constants", "NAME_FIELD_SIZE", 255, nullptr },
    { "neutron_lib.db.constants", "LONG_DESCRIPTION_FIELD_SIZE", 1024, nullptr },
    { "neutron_lib.db.constants", "DESCRIPTION_FIELD_SIZE", 255, nullptr },
    { "neutron_lib.db.constants", "PROJECT_ID_FIELD_SIZE", 255, nullptr },
    { "neutron_lib.db.constants", "DEVICE_ID_FIELD_SIZE", 255, nullptr },
    { "neutron_lib.db.constants", "DEVICE_OWNER_FIELD_SIZE", 255, nullptr },
    { "neutron_lib.db.constants", "IP_ADDR_FIELD_SIZE", 64, nullptr },
    { "neutron_lib.db.constants", "MAC_ADDR_FIELD_SIZE", 32, nullptr },
    { "neutron_lib.db.constants", "FQDN_FIELD_SIZE", 255, nullptr },
    { "neutron_lib.db.constants", "STATUS_FIELD_SIZE", 16, nullptr },
    { "neutron_lib.db.constants", "TYPE_FIELD_SIZE", 255, nullptr },
    { "neutron_lib.constants", "DEFAULT_NETWORK_MTU", 1500, nullptr },
    { "neutron_lib.constants", "MIN_VLAN_TAG", 1, nullptr },
    { "neutron_lib.constants", "MAX_VLAN_TAG", 4094, nullptr },
    { "neutron_lib.constants", "INGRESS_DIRECTION", 0, "ingress" },
    { "neutron_lib.constants", "EGRESS_DIRECTION", 0, "egress" },
    { "neutron_lib.constants", "ACTIVE", 0, "ACTIVE" },
    { "neutron_lib.constants", "DHCP_AGENT_TYPE", 0, "DHCP agent" },
    { "neutron_lib.constants", "L3_AGENT_MODE_DVR", 0, "dvr" },
    { "neutron_lib.constants", "IPv4", 0, "IPv4" },
    { "neutron_lib.constants", "IPv6", 0, "IPv6" },
};

/// What a package has beyond its column types is not known here: an opaque value, as if it were
/// missing.
void leaveRestOpaque(ModuleBuilder &module)
{
    module.module()->opaqueFallback = module.interpreter().makeOpaque(module.module()->name());
}

void copyColumnTypes(ModuleBuilder &module, const char *names)
{
    Interpreter &interpreter = module.interpreter();
    const Value source = interpreter.import(u"sqlalchemy._column_types"_s);
    for (const QByteArray &entry : QByteArray(names).split(' ')) {
        if (entry.isEmpty())
            continue;
        const QList<QByteArray> parts = entry.split('=');
        module.value(parts.front().constData(),
                     interpreter.getAttr(source, parts.back().constData()));
    }
    leaveRestOpaque(module);
}

void registerPythonShim(Interpreter &interpreter, const QString &package, const char *file,
                        const QStringList &inner)
{
    interpreter.addNativeModule(package, [file](ModuleBuilder &module) {
        runPythonText(module, file);
        leaveRestOpaque(module);
    });
    for (const QString &name : inner)
        addAliasModule(interpreter, package + u'.' + name, package);
}

} // namespace

void registerShimModules(Interpreter &interpreter)
{
    addPythonModule(interpreter, u"sqlalchemy._column_types"_s, "column_types");
    registerPythonShim(interpreter, u"sqlalchemy_utils"_s, "sqlalchemy_utils",
                       { u"types"_s,
                         u"types.uuid"_s,
                         u"types.choice"_s,
                         u"types.json"_s,
                         u"types.ts_vector"_s,
                         u"types.email"_s,
                         u"types.url"_s,
                         u"types.ip_address"_s,
                         u"types.arrow"_s,
                         u"types.password"_s,
                         u"types.timezone"_s,
                         u"types.locale"_s,
                         u"types.country"_s,
                         u"types.currency"_s,
                         u"types.color"_s,
                         u"types.phone_number"_s,
                         u"types.scalar_list"_s,
                         u"types.encrypted"_s,
                         u"types.encrypted.encrypted_type"_s,
                         u"types.ltree"_s,
                         u"types.bit"_s,
                         u"types.weekdays"_s,
                         u"types.range"_s,
                         u"types.enriched_datetime"_s,
                         u"types.enriched_datetime.enriched_datetime_type"_s });
    registerPythonShim(interpreter, u"geoalchemy2"_s, "geoalchemy2", { u"types"_s });
    for (const ShimModule &entry : columnTypes)
        interpreter.addNativeModule(
            QString::fromLatin1(entry.module),
            [&entry](ModuleBuilder &module) { copyColumnTypes(module, entry.names); });
    for (const char *name :
         { "neutron_lib", "neutron_lib.db", "neutron_lib.db.constants", "neutron_lib.constants" }) {
        interpreter.addNativeModule(QString::fromLatin1(name), [name](ModuleBuilder &module) {
            for (const Constant &constant : constants) {
                if (qstrcmp(constant.module, name) == 0)
                    module.value(constant.name,
                                 constant.text ? makeStr(QString::fromLatin1(constant.text))
                                               : Value(constant.number));
            }
            leaveRestOpaque(module);
        });
    }
}

} // namespace limbeck::bindings
