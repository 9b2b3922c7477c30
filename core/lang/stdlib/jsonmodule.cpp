// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/interpreter.h"
#include "core/lang/number.h"
#include "core/lang/sorting.h"
#include "core/lang/stdlib/jsonreader.h"
#include "core/lang/stdlib/modules.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

/// Options of json.dumps().
struct DumpOptions
{
    bool skipKeys = false;
    bool ensureAscii = true;
    bool allowNan = true;
    bool sortKeys = false;
    std::optional<QString> indent;
    QString itemSeparator = u", "_s;
    QString keySeparator = u": "_s;
    Value defaultFunction; ///< None, or called for what is not serialisable
};

/// Writes values as JSON text.
class JsonWriter
{
public:
    JsonWriter(Interpreter &interpreter, const DumpOptions &options)
        : m_interpreter(interpreter)
        , m_options(options)
    {
    }

    void write(const Value &value)
    {
        m_interpreter.checkStack();
        m_interpreter.step();
        if (value.isNone())
            text += u"null";
        else if (value.isBool())
            text += value.isTrue() ? u"true" : u"false";
        else if (value.isStr())
            writeString(textOf(value));
        else if (value.isInt())
            text += bigIntOf(value).toString();
        else if (const auto number = floatOf(value))
            writeFloat(*number);
        else if (value.isList())
            writeItems(value.as<ListObject>()->items());
        else if (value.isTuple())
            writeItems(value.as<Tuple>()->items());
        else if (value.isDict())
            writeObject(*value.as<Dict>());
        else
            writeOther(value);
    }

    QString text;

private:
    void writeFloat(double number)
    {
        if (std::isfinite(number)) {
            text += floatRepr(number);
            return;
        }
        if (!m_options.allowNan)
            throwValueError(u"Out of range float values are not JSON compliant"_s);
        text += std::isnan(number) ? u"NaN"_s : number > 0 ? u"Infinity"_s : u"-Infinity"_s;
    }

    void writeString(const QString &string)
    {
        text += u'"';
        for (const QChar c : string) {
            switch (c.unicode()) {
            case u'"':
                text += u"\\\"";
                break;
            case u'\\':
                text += u"\\\\";
                break;
            case u'\n':
                text += u"\\n";
                break;
            case u'\r':
                text += u"\\r";
                break;
            case u'\t':
                text += u"\\t";
                break;
            case u'\b':
                text += u"\\b";
                break;
            case u'\f':
                text += u"\\f";
                break;
            default:
                if (c.unicode() < 0x20 || (m_options.ensureAscii && c.unicode() > 0x7e))
                    text += u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
                else
                    text += c;
            }
        }
        text += u'"';
    }

    void lineBreak()
    {
        if (!m_options.indent)
            return;
        text += u'\n';
        for (int i = 0; i < m_depth; ++i)
            text += *m_options.indent;
    }

    void writeItems(const ValueVector &items)
    {
        if (items.empty()) {
            text += u"[]";
            return;
        }
        text += u'[';
        ++m_depth;
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0)
                text += m_options.itemSeparator;
            lineBreak();
            write(items[i]);
        }
        --m_depth;
        lineBreak();
        text += u']';
    }

    /// A key as JSON has it; nothing for one that is skipped.
    std::optional<QString> keyText(const Value &key)
    {
        if (key.isStr())
            return textOf(key);
        if (key.isNone())
            return u"null"_s;
        if (key.isBool())
            return key.isTrue() ? u"true"_s : u"false"_s;
        if (key.isInt())
            return bigIntOf(key).toString();
        if (const auto number = floatOf(key))
            return floatRepr(*number);
        if (m_options.skipKeys)
            return {};
        throwTypeError(u"keys must be str, int, float, bool or None, not %1"_s.arg(
            m_interpreter.typeName(key)));
    }

    void writeObject(Dict &dict)
    {
        std::vector<std::pair<QString, Value>> members;
        ValueVector order;
        for (const HashTable::Entry &entry : dict.table().entries()) {
            if (!entry.key.isAbsent())
                order.push_back(entry.key);
        }
        if (m_options.sortKeys)
            sortValues(m_interpreter, order, {}, false);
        for (const Value &key : order) {
            if (const auto name = keyText(key))
                members.emplace_back(*name, *dict.find(m_interpreter, key));
        }
        if (members.empty()) {
            text += u"{}";
            return;
        }
        text += u'{';
        ++m_depth;
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (i > 0)
                text += m_options.itemSeparator;
            lineBreak();
            writeString(members[i].first);
            text += m_options.keySeparator;
            write(members[i].second);
        }
        --m_depth;
        lineBreak();
        text += u'}';
    }

    void writeOther(const Value &value)
    {
        m_interpreter.requireKnown(value);
        if (m_options.defaultFunction.isNone())
            throwTypeError(u"Object of type %1 is not JSON serializable"_s.arg(
                m_interpreter.typeOf(value)->name()));
        write(m_interpreter.call(m_options.defaultFunction, { value }));
    }

    Interpreter &m_interpreter;
    const DumpOptions &m_options;
    int m_depth = 0;
};

DumpOptions readOptions(Args &a)
{
    DumpOptions options;
    options.skipKeys = a.truth("skipkeys");
    options.ensureAscii = a.truth("ensure_ascii");
    options.allowNan = a.truth("allow_nan");
    options.sortKeys = a.truth("sort_keys");
    options.defaultFunction = a["default"];
    if (a["indent"].isStr())
        options.indent = textOf(a["indent"]);
    else if (!a["indent"].isNone())
        options.indent =
            QString(static_cast<qsizetype>(std::max<qint64>(0, a.integer("indent"))), u' ');
    if (options.indent)
        options.itemSeparator = u","_s;
    if (!a["separators"].isNone()) {
        const ValueVector separators = a.sequence("separators");
        if (separators.size() != 2)
            throwValueError(u"separators must be (item_separator, key_separator)"_s);
        options.itemSeparator = textOf(separators[0]);
        options.keySeparator = textOf(separators[1]);
    }
    // An encoder class brings its own default().
    if (options.defaultFunction.isNone() && !a["cls"].isNone()) {
        const Value encoder = a.interpreter().call(a["cls"]);
        options.defaultFunction = a.interpreter().getAttr(encoder, "default");
    }
    return options;
}

Value dumps(Args &a)
{
    const DumpOptions options = readOptions(a);
    JsonWriter writer(a.interpreter(), options);
    writer.write(a["obj"]);
    return makeStr(writer.text);
}

Value loads(Args &a)
{
    QString text;
    if (a["s"].isStr())
        text = textOf(a["s"]);
    else if (const auto *bytes = a["s"].as<Bytes>())
        text = QString::fromUtf8(bytes->data());
    else
        throwTypeError(u"the JSON object must be str, bytes or bytearray, not %1"_s.arg(
            a.interpreter().typeName(a["s"])));
    JsonHooks hooks { a["object_hook"], a["object_pairs_hook"], a["parse_float"], a["parse_int"] };
    JsonReader reader(a.interpreter(), text, hooks);
    const auto value = reader.read();
    if (value)
        return *value;
    const Value type =
        a.interpreter().getAttr(a.interpreter().import(u"json"_s), "JSONDecodeError");
    throwException(a.interpreter().call(type,
                                        { makeStr(value.error().message), makeStr(text),
                                          Value(static_cast<qint64>(value.error().position)) }));
}

} // namespace

void defineJson(ModuleBuilder &module)
{
    module.doc("JSON texts.");
    module.function("dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, "
                    "allow_nan=True, cls=None, "
                    "indent=None, separators=None, default=None, sort_keys=False, **kw)",
                    dumps);
    module.function("loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, "
                    "parse_constant=None, "
                    "object_pairs_hook=None, **kw)",
                    loads);
    module.script(uR"(
class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        lineno = doc.count('\n', 0, pos) + 1
        colno = pos - doc.rfind('\n', 0, pos)
        super().__init__('%s: line %d column %d (char %d)' % (msg, lineno, colno, pos))
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno


class JSONEncoder:
    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self._options = dict(skipkeys=skipkeys, ensure_ascii=ensure_ascii, allow_nan=allow_nan, sort_keys=sort_keys,
                             indent=indent, separators=separators)
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError('Object of type %s is not JSON serializable' % type(o).__name__)

    def encode(self, o):
        return dumps(o, default=self.default, **self._options)

    def iterencode(self, o):
        yield self.encode(o)


class JSONDecoder:
    def __init__(self, **options):
        self._options = {key: value for key, value in options.items() if value is not None and key != 'strict'}

    def decode(self, s):
        return loads(s, **self._options)


def dump(obj, fp, **kw):
    fp.write(dumps(obj, **kw))


def load(fp, **kw):
    return loads(fp.read(), **kw)
)"_s);
}

} // namespace limbeck::lang
