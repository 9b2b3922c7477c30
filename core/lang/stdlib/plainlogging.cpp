// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/stdlib/plainlogging.h"

#include "core/lang/containers.h"
#include "core/lang/format.h"
#include "core/lang/interpreter.h"
#include "core/lang/staticname.h"

#include <array>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

/// The methods that take part in writing a record, by their classes. PlainLogging::Line does the
/// same.
constexpr std::pair<const char *, std::array<const char *, 6>> methodNames[] = {
    { "Logger", { "isEnabledFor", "getEffectiveLevel", "handle", "filter", "callHandlers" } },
    { "RootLogger", { "isEnabledFor", "getEffectiveLevel", "handle", "filter", "callHandlers" } },
    { "NullHandler", { "handle" } },
    { "StreamHandler", { "handle", "filter", "emit", "format", "write", "terminator" } },
    { "_LastResort", { "handle", "filter", "emit", "format", "write", "terminator" } },
    { "Formatter", { "format", "usesTime", "formatMessage" } },
    { "_PercentStyle", { "uses_time", "format" } },
    { "LogRecord", { "__init__", "getMessage" } },
};

/// The parts of a record that a Line knows.
constexpr std::array<QStringView, 4> knownFields { u"name", u"levelname", u"levelno", u"message" };

constexpr QStringView messageField = u"%(message)s";

/// Where a format that asks for known fields only, and once for the message as it is, has that.
std::optional<qsizetype> messagePlace(QStringView format)
{
    std::optional<qsizetype> place;
    for (qsizetype at = format.indexOf(u'%'); at >= 0; at = format.indexOf(u'%', at)) {
        const QStringView rest = format.sliced(at + 1);
        const qsizetype end = rest.startsWith(u'(') ? rest.indexOf(u')') : -1;
        const QStringView field = end > 0 ? rest.sliced(1, end - 1) : QStringView();
        const bool isKnown =
            std::find(knownFields.begin(), knownFields.end(), field) != knownFields.end();
        if (!isKnown && !rest.startsWith(u'%'))
            return std::nullopt;
        if (field == u"message") {
            if (place || !format.sliced(at).startsWith(messageField))
                return std::nullopt;
            place = at;
        }
        at += isKnown ? end + 2 : 2;
    }
    return place;
}

/// An object's own attributes, if it is of class @p type and nobody has given it others than the
/// @p count that the module does; null otherwise.
Dict *attributesOf(const Value &object, const Ref<Type> &type, qsizetype count)
{
    if (!object.isObject() || object.object()->type() != type.get())
        return nullptr;
    Dict *const attributes = object.object()->instanceDict();
    return attributes && attributes->size() <= count ? attributes : nullptr;
}

const ValueVector *listAt(Dict &attributes, const Ref<Str> &name)
{
    const Value *const list = attributes.find(name.get());
    return list && list->isList() ? &static_cast<ListObject *>(list->object())->items() : nullptr;
}

std::optional<qint64> numberAt(Dict &attributes, const Ref<Str> &name)
{
    const Value *const number = attributes.find(name.get());
    if (!number || (!number->isSmallInt() && !number->isBool()))
        return std::nullopt;
    return number->integer();
}

} // namespace

/// A line on its way to the handlers. Where only the module's own code can tell what is to be done,
/// its functions return nothing or false.
class PlainLogging::Line
{
public:
    Line(Interpreter &interpreter, PlainLogging &logging, const Value &logger, qint64 level,
         const QString &text)
        : m_in(interpreter)
        , m_logging(logging)
        , m_names(logging.m_names)
        , m_logger(logger)
        , m_level(level)
        , m_text(text)
    {
    }

    /// Logger.isEnabledFor()
    [[nodiscard]] std::optional<bool> isWanted() const
    {
        Dict *const logger = loggerAt(m_logger);
        const Value *manager = logger ? logger->find(m_names.manager.get()) : nullptr;
        if (logger && !manager) // of the root the class has it
            manager = m_logger.object()->type()->lookup(m_names.manager.get());
        Dict *const limits =
            manager && manager->isObject() ? manager->object()->instanceDict() : nullptr;
        const auto limit = limits ? numberAt(*limits, m_names.disable) : std::nullopt;
        const auto disabled = logger ? numberAt(*logger, m_names.disabled) : std::nullopt;
        const auto level = effectiveLevel();
        if (!limit || !disabled || !level)
            return std::nullopt;
        return *disabled == 0 && m_level > *limit && m_level >= *level;
    }

    /// Logger.handle() and callHandlers(), but for the output itself.
    [[nodiscard]] bool collect()
    {
        Dict *const first = loggerAt(m_logger);
        const ValueVector *const filters = first ? listAt(*first, m_names.filters) : nullptr;
        if (!filters || !filters->empty())
            return false;
        bool isHandled = false;
        for (Value at = m_logger; !at.isNone();) {
            Dict *const logger = loggerAt(at);
            const ValueVector *const handlers =
                logger ? listAt(*logger, m_names.handlers) : nullptr;
            const Value *const above = logger ? logger->find(m_names.parent.get()) : nullptr;
            const auto propagates = logger ? numberAt(*logger, m_names.propagate) : std::nullopt;
            if (!handlers || !above || !propagates
                || !std::all_of(handlers->begin(), handlers->end(),
                                [this](const Value &handler) { return handle(handler); }))
                return false;
            isHandled = isHandled || !handlers->empty();
            at = *propagates != 0 ? Value(*above) : Value();
        }
        static const StaticName lastResort(u"lastResort");
        return isHandled || handle(global(lastResort));
    }

    void write() const
    {
        const auto &output = m_in.capabilities().logOutput;
        for (const auto &[text, isError] : m_output) {
            if (output)
                output(text, isError);
        }
    }

private:
    [[nodiscard]] Dict *loggerAt(const Value &value) const
    {
        constexpr qsizetype count = 8;
        Dict *const plain = attributesOf(value, m_logging.m_classes.logger, count);
        return plain ? plain : attributesOf(value, m_logging.m_classes.rootLogger, count);
    }

    [[nodiscard]] Value global(const StaticName &name) const
    {
        const Value *const found = m_logging.m_globals->find(name.in(m_in));
        return found ? *found : Value();
    }

    [[nodiscard]] std::optional<qint64> effectiveLevel() const
    {
        for (Value at = m_logger; !at.isNone();) {
            Dict *const logger = loggerAt(at);
            const auto level = logger ? numberAt(*logger, m_names.level) : std::nullopt;
            const Value *const above = logger ? logger->find(m_names.parent.get()) : nullptr;
            if (!level || !above)
                return std::nullopt;
            if (*level != 0)
                return level;
            at = Value(*above);
        }
        return 0;
    }

    /// Handler.handle(), emit() and write() of a StreamHandler
    [[nodiscard]] bool handle(const Value &handler)
    {
        const Classes &classes = m_logging.m_classes;
        constexpr qsizetype count = 6;
        const bool isSilent = attributesOf(handler, classes.nullHandler, count) != nullptr;
        Dict *attributes = attributesOf(handler, classes.streamHandler, count);
        if (!attributes)
            attributes = attributesOf(handler, classes.lastResort, count);
        const auto level = attributes ? numberAt(*attributes, m_names.level) : std::nullopt;
        if (isSilent || (level && m_level < *level))
            return true;
        const ValueVector *const filters =
            attributes ? listAt(*attributes, m_names.filters) : nullptr;
        const Value *const stream = attributes ? attributes->find(m_names.stream.get()) : nullptr;
        const Value *const formatter =
            attributes ? attributes->find(m_names.formatter.get()) : nullptr;
        if (!level || !filters || !filters->empty() || !stream || !formatter)
            return false;
        static const StaticName sys(u"sys"), errors(u"stderr"), out(u"stdout");
        const Value *const module = m_in.modules().find(sys.in(m_in));
        Dict *const streams =
            module && module->as<ModuleObject>() ? &module->as<ModuleObject>()->dict() : nullptr;
        const auto isStream = [&](const StaticName &name) {
            const Value *const found = streams ? streams->find(name.in(m_in)) : nullptr;
            return found && stream->is(*found);
        };
        const bool isError = isStream(errors);
        if (!isError && !isStream(out))
            return false;
        static const StaticName usual(u"_defaultFormatter");
        const auto text = formatted(formatter->isNone() ? global(usual) : *formatter);
        if (text)
            m_output.emplace_back(*text + u'\n', isError);
        return text.has_value();
    }

    /// Formatter.format()
    [[nodiscard]] std::optional<QString> formatted(const Value &formatter) const
    {
        Dict *const attributes = attributesOf(formatter, m_logging.m_classes.formatter, 3);
        const Value *const style = attributes ? attributes->find(m_names.style.get()) : nullptr;
        Dict *const parts = style ? attributesOf(*style, m_logging.m_classes.style, 2) : nullptr;
        const Value *const format = parts ? parts->find(m_names.format.get()) : nullptr;
        const Value *const defaults = parts ? parts->find(m_names.defaults.get()) : nullptr;
        const bool hasDefaults =
            !defaults || !defaults->isDict() || static_cast<Dict *>(defaults->object())->size() > 0;
        if (!format || !format->isStr() || hasDefaults)
            return std::nullopt;
        static const StaticName names(u"_names");
        const Value levelNames = global(names);
        const Value *const levelName = levelNames.isDict()
            ? static_cast<Dict *>(levelNames.object())->find(m_in, Value(m_level))
            : nullptr;
        const Value *const name = loggerAt(m_logger)->find(m_names.name.get());
        if (!levelName || !levelName->isStr() || !name || !name->isStr())
            return std::nullopt;
        const Frame *const frame = frameOf(textOf(*format), *name, *levelName);
        return frame ? std::optional(frame->before + m_text + frame->after) : std::nullopt;
    }

    [[nodiscard]] const Frame *frameOf(const QString &format, const Value &name,
                                       const Value &levelName) const
    {
        Frame &frame = m_logging.m_frame;
        if (frame.format == format && frame.logger == textOf(name) && frame.level == m_level
            && frame.levelName == textOf(levelName))
            return &frame;
        const auto place = messagePlace(format);
        if (!place)
            return nullptr;
        static const StaticName levelNameField(u"levelname"), levelField(u"levelno");
        const Ref<Dict> record = makeDict();
        record->set(m_names.name.get(), name);
        record->set(levelNameField.in(m_in), levelName);
        record->set(levelField.in(m_in), Value(m_level));
        try {
            frame = { format,
                      textOf(name),
                      textOf(levelName),
                      m_level,
                      formatPercent(m_in, format.left(*place), record),
                      formatPercent(m_in, format.mid(*place + messageField.size()), record) };
            return &frame;
        } catch (const ScriptException &) {
            return nullptr; // the handler tells of it in its own way
        }
    }

    Interpreter &m_in;
    PlainLogging &m_logging;
    const Names &m_names;
    const Value &m_logger;
    qint64 m_level;
    const QString &m_text;
    std::vector<std::pair<QString, bool>> m_output; ///< lines, and whether they are for stderr
};

void PlainLogging::watch(Interpreter &interpreter, const Ref<Dict> &globals)
{
    m_globals = globals;
    const auto name = [&](const char *text) { return interpreter.intern(text); };
    const auto type = [&](const char *text) {
        return Ref<Type>(static_cast<Type *>(globals->find(text)->object()));
    };
    m_names = { name("disable"),     name("disabled"),  name("defaults"), name("filters"),
                name("format_text"), name("formatter"), name("handlers"), name("level"),
                name("manager"),     name("name"),      name("parent"),   name("propagate"),
                name("stream"),      name("_style") };
    m_classes = { type("Logger"),        type("RootLogger"),  type("NullHandler"),
                  type("StreamHandler"), type("_LastResort"), type("Formatter"),
                  type("_PercentStyle") };
    for (const auto &[className, methods] : methodNames) {
        for (const char *method : methods) {
            if (method == nullptr)
                continue;
            const Ref<Type> owner = type(className);
            m_methods.push_back({ owner, name(method), *owner->lookup(name(method).get()) });
        }
    }
}

bool PlainLogging::isAsMade(Interpreter &interpreter)
{
    static const StaticName factoryName(u"_record_factory"), recordName(u"LogRecord");
    const Value *const factory = m_globals->find(factoryName.in(interpreter));
    const Value *const record = m_globals->find(recordName.in(interpreter));
    if (!factory || !record || !factory->is(*record))
        return false;
    const quint64 version = Type::latestVersion();
    const bool areSame = m_asMadeAt == version
        || std::all_of(m_methods.begin(), m_methods.end(), [](const Method &method) {
                             const Value *const now = method.type->lookup(method.name.get());
                             return now && now->is(method.function);
                         });
    m_asMadeAt = areSame ? version : 0;
    return areSame;
}

/// getLogger(); None if nobody has asked for it yet.
Value PlainLogging::loggerNamed(Interpreter &interpreter, const QString &name) const
{
    static const StaticName loggers(u"loggerDict");
    const Value *const manager = m_classes.logger->lookup(m_names.manager.get());
    Dict *const attributes =
        manager && manager->isObject() ? manager->object()->instanceDict() : nullptr;
    const Value *const known = attributes ? attributes->find(loggers.in(interpreter)) : nullptr;
    const Value *const found = known && known->isDict()
        ? static_cast<Dict *>(known->object())->find(interpreter.intern(name).get())
        : nullptr;
    return found ? *found : Value();
}

std::optional<qint64> PlainLogging::levelNamed(Interpreter &interpreter, const QString &name) const
{
    static const StaticName levels(u"_levels");
    const Value *const known = m_globals->find(levels.in(interpreter));
    return known && known->isDict()
        ? numberAt(*static_cast<Dict *>(known->object()), interpreter.intern(name))
        : std::nullopt;
}

bool PlainLogging::write(Interpreter &interpreter, const QString &loggerName,
                         const QString &levelName, const QString &text)
{
    const Value logger = loggerNamed(interpreter, loggerName);
    const auto level = levelNamed(interpreter, levelName);
    if (!level || logger.isNone() || !isAsMade(interpreter))
        return false;
    Line line(interpreter, *this, logger, *level, text);
    const auto isWanted = line.isWanted();
    if (!isWanted || (*isWanted && !line.collect()))
        return false;
    line.write();
    return true;
}

void PlainLogging::clearReferences()
{
    m_globals = nullptr;
    m_names = {};
    m_classes = {};
    m_methods.clear();
    Object::clearReferences();
}

bool writePlainLog(Interpreter &interpreter, const QString &logger, const QString &level,
                   const QString &text)
{
    static const StaticName moduleName(u"logging"), instance(u"_plain");
    const Value *const module = interpreter.modules().find(moduleName.in(interpreter));
    const auto *const logging = module ? module->as<ModuleObject>() : nullptr;
    const Value *const found = logging ? logging->dict().find(instance.in(interpreter)) : nullptr;
    auto *const plain = found ? found->as<PlainLogging>() : nullptr;
    return plain && plain->write(interpreter, logger, level, text);
}

void definePlainLogging(ModuleBuilder &module)
{
    module.define<PlainLogging>("PlainLogging")
        .constructor("(self, globals)",
                     [](Args &a) -> Value {
                         a.object<PlainLogging>("self").watch(
                             a.interpreter(),
                             Ref<Dict>(static_cast<Dict *>(a["globals"].object())));
                         return {};
                     })
        .method("write(self, logger, level, text)", [](Args &a) -> Value {
            return a.object<PlainLogging>("self").write(a.interpreter(), a.text("logger"),
                                                        a.text("level"), a.text("text"));
        });
}

} // namespace limbeck::lang
