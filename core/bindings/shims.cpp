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
    { "oslo_db.sqlalchemy.types",
      "JsonEncodedDict JsonEncodedList SoftDeleteInteger String=OsloString" },
    { "neutron_lib.db.sqlalchemytypes", "IPAddress CIDR MACAddress TruncatedDateTime" },
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
    { "neutron_lib.db.constants", "RESOURCE_TYPE_FIELD_SIZE", 255, nullptr },
    { "neutron_lib.db.constants", "AZ_HINTS_DB_LEN", 255, nullptr },
    { "neutron_lib.db.constants", "ETHERTYPE_FIELD_SIZE", 40, nullptr },
    { "neutron_lib.db.constants", "DB_INTEGER_MAX_VALUE", 2147483647, nullptr },
    { "neutron_lib.db.constants", "EXPAND_BRANCH", 0, "expand" },
    { "neutron_lib.db.constants", "CONTRACT_BRANCH", 0, "contract" },
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
    { "neutron_lib.constants", "ANY_DIRECTION", 0, "any" },
    { "neutron_lib.constants", "PORT_STATUS_ACTIVE", 0, "ACTIVE" },
    { "neutron_lib.constants", "PORT_STATUS_BUILD", 0, "BUILD" },
    { "neutron_lib.constants", "PORT_STATUS_DOWN", 0, "DOWN" },
    { "neutron_lib.constants", "PORT_STATUS_ERROR", 0, "ERROR" },
    { "neutron_lib.constants", "PORT_STATUS_NOTAPPLICABLE", 0, "N/A" },
    { "neutron_lib.constants", "DEVICE_OWNER_ROUTER_HA_INTF", 0, "network:router_ha_interface" },
    { "neutron_lib.constants", "DEVICE_OWNER_HA_REPLICATED_INT", 0,
      "network:ha_router_replicated_interface" },
    { "neutron_lib.constants", "DEVICE_OWNER_ROUTER_INTF", 0, "network:router_interface" },
    { "neutron_lib.constants", "DEVICE_OWNER_ROUTER_GW", 0, "network:router_gateway" },
    { "neutron_lib.constants", "DEVICE_OWNER_FLOATINGIP", 0, "network:floatingip" },
    { "neutron_lib.constants", "DEVICE_OWNER_DHCP", 0, "network:dhcp" },
    { "neutron_lib.constants", "DEVICE_OWNER_DISTRIBUTED", 0, "network:distributed" },
    { "neutron_lib.constants", "HA_ROUTER_STATE_ACTIVE", 0, "active" },
    { "neutron_lib.constants", "HA_ROUTER_STATE_STANDBY", 0, "standby" },
    { "neutron_lib.constants", "HA_ROUTER_STATE_UNKNOWN", 0, "unknown" },
    { "neutron_lib.constants", "TYPE_FLAT", 0, "flat" },
    { "neutron_lib.constants", "TYPE_GENEVE", 0, "geneve" },
    { "neutron_lib.constants", "TYPE_GRE", 0, "gre" },
    { "neutron_lib.constants", "TYPE_LOCAL", 0, "local" },
    { "neutron_lib.constants", "TYPE_VXLAN", 0, "vxlan" },
    { "neutron_lib.constants", "TYPE_VLAN", 0, "vlan" },
    { "neutron_lib.constants", "TYPE_NONE", 0, "none" },
};

/// Several values, with blanks between them.
struct ConstantTuple
{
    const char *module;
    const char *name;
    const char *texts;
};

constexpr ConstantTuple constantTuples[] = {
    { "neutron_lib.constants", "VALID_DIRECTIONS", "ingress egress" },
    { "neutron_lib.constants", "VALID_DIRECTIONS_AND_ANY", "any ingress egress" },
    { "neutron_lib.constants", "PORT_NUMA_POLICIES", "required preferred legacy socket" },
};

Value textTuple(const char *texts)
{
    ValueVector items;
    for (const QString &text : QString::fromLatin1(texts).split(u' '))
        items.push_back(makeStr(text));
    return makeTuple(std::move(items));
}

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
        interpreter.addNativeModule(package + u'.' + name, [package](ModuleBuilder &module) {
            copyModule(module, package);
            leaveRestOpaque(module);
        });
}

/// Packages that projects take the database's URL from.
void registerSettingsModules(Interpreter &interpreter)
{
    registerPythonShim(interpreter, u"dotenv"_s, "dotenv", { u"main"_s });
    registerPythonShim(interpreter, u"decouple"_s, "decouple", {});
    registerPythonShim(interpreter, u"starlette.config"_s, "starlette_config", {});
    interpreter.addNativeModule(u"starlette"_s, leaveRestOpaque);
    registerPythonShim(interpreter, u"pydantic_settings"_s, "pydantic_settings", { u"main"_s });
    interpreter.addNativeModule(u"pydantic"_s, [](ModuleBuilder &module) {
        runPythonText(module, "pydantic");
        module.later("BaseSettings", [](ModuleBuilder &self) { // where version 1 has it
            copyModule(self, u"pydantic_settings"_s, { u"BaseSettings"_s });
        });
        leaveRestOpaque(module);
    });
    interpreter.addNativeModule(u"pydantic_core"_s, [](ModuleBuilder &module) {
        copyModule(module, u"pydantic"_s, { u"MultiHostUrl"_s, u"Url"_s });
        leaveRestOpaque(module);
    });
}

} // namespace

void registerShimModules(Interpreter &interpreter)
{
    addPythonModule(interpreter, u"typing_extensions"_s, "typing_extensions");
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
    registerPythonShim(interpreter, u"flask_sqlalchemy"_s, "flask_sqlalchemy",
                       { u"model"_s, u"query"_s, u"session"_s, u"extension"_s });
    registerSettingsModules(interpreter);
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
            for (const ConstantTuple &constant : constantTuples) {
                if (qstrcmp(constant.module, name) == 0)
                    module.value(constant.name, textTuple(constant.texts));
            }
            leaveRestOpaque(module);
        });
    }
}

} // namespace limbeck::bindings
