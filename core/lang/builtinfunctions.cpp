// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Builtins for numbers, texts and output, and the names of the builtin classes.

#include "core/lang/builtins.h"
#include "core/lang/format.h"
#include "core/lang/interpreter.h"
#include "core/lang/number.h"
#include "core/lang/protocol.h"
#include "core/lang/sequence.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

Value print(Args &a)
{
    Interpreter &in = a.interpreter();
    const auto textOr = [&](std::string_view name, const QString &fallback) {
        if (a[name].isNone())
            return fallback;
        if (!a[name].isStr())
            throwTypeError(u"%1 must be None or a string, not %2"_s.arg(
                QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())),
                in.typeName(a[name])));
        return textOf(a[name]);
    };
    const QString separator = textOr("sep", u" "_s);
    QString text;
    bool first = true;
    for (const Value &value : a.varPositional()) {
        if (!std::exchange(first, false))
            text += separator;
        text += in.str(value);
        requireStringBytes(text.size() * 2);
    }
    text += textOr("end", u"\n"_s);
    const Value &file = a["file"];
    if (!file.isNone() && !file.isOpaque())
        in.callMethod(file, "write", { makeStr(text) });
    else if (file.isNone() && in.capabilities().print)
        in.capabilities().print(text);
    return {};
}

Value absolute(Args &a)
{
    Interpreter &in = a.interpreter();
    const Value &x = a["x"];
    if (x.isSmallInt() && x.integer() != std::numeric_limits<qint64>::min())
        return std::abs(x.integer());
    const Value method = in.findAttr(x, in.names().abs.get());
    if (method.isAbsent())
        throwTypeError(u"bad operand type for abs(): '%1'"_s.arg(in.typeName(x)));
    return in.call(method);
}

Value roundOf(Args &a)
{
    Interpreter &in = a.interpreter();
    const Value &number = a["number"];
    if (isNumber(number) && !number.isObject())
        return roundNumber(in, number, a["ndigits"]);
    const Value method = in.findAttr(number, in.names().round.get());
    if (method.isAbsent())
        throwTypeError(u"type %1 doesn't define __round__ method"_s.arg(in.typeName(number)));
    return a["ndigits"].isNone() ? in.call(method) : in.call(method, { a["ndigits"] });
}

Value divideModulo(Args &a)
{
    Interpreter &in = a.interpreter();
    if (!isNumber(a[0]) || !isNumber(a[1])) {
        const Value method = in.findAttr(a[0], in.names().divmod.get());
        if (!method.isAbsent()) {
            const Value result = in.call(method, { a[1] });
            if (!result.isNotImplemented())
                return result;
        }
        const Value reflected = in.findAttr(a[1], in.names().rdivmod.get());
        if (!reflected.isAbsent()) {
            const Value result = in.call(reflected, { a[0] });
            if (!result.isNotImplemented())
                return result;
        }
        const bool opaque = a[0].isOpaque() || a[1].isOpaque();
        if (!opaque && (!method.isAbsent() || in.findAttr(a[0], "__floordiv__").isAbsent()))
            throwTypeError(u"unsupported operand type(s) for divmod(): '%1' and '%2'"_s.arg(
                in.typeName(a[0]), in.typeName(a[1])));
    }
    if (isNumber(a[0]) && isNumber(a[1]) && (floatOf(a[0]) || floatOf(a[1])) && !in.truth(a[1]))
        throwZeroDivisionError(u"float divmod()"_s);
    const Value quotient = in.binary(BinaryOperator::FloorDivide, a[0], a[1]);
    return makeTuple({ quotient, in.binary(BinaryOperator::Modulo, a[0], a[1]) });
}

Value power(Args &a)
{
    if (a["mod"].isNone())
        return a.interpreter().binary(BinaryOperator::Power, a["base"], a["exp"]);
    const Value &base = a["base"];
    const Value &exponent = a["exp"];
    const Value &modulus = a["mod"];
    Interpreter &in = a.interpreter();
    if (const Value *const method = specialMethod(base, in.intern("__pow__").get()); method) {
        const Value result = callSpecial(in, *method, base, { exponent, modulus });
        if (!result.isNotImplemented())
            return result;
    }
    const bool known = base.isInt() && exponent.isInt() && modulus.isInt();
    const bool anyFloat = floatOf(base) || floatOf(exponent) || floatOf(modulus);
    if (!known && !anyFloat)
        throwTypeError(u"unsupported operand type(s) for ** or pow(): '%1', '%2', '%3'"_s.arg(
            in.typeName(base), in.typeName(exponent), in.typeName(modulus)));
    return powerModulo(base, exponent, modulus);
}

Value inBase(Args &a, int base, const QString &prefix)
{
    Interpreter &in = a.interpreter();
    Value number = a[0];
    if (!number.isInt())
        number = in.toIndex(number);
    const BigInt value = bigIntOf(number);
    const QString digits = (value.isNegative() ? -value : value).toString(base);
    return makeStr((value.isNegative() ? u"-"_s : QString()) + prefix + digits);
}

Value characterOf(Args &a)
{
    const qint64 code = a.integer("i");
    if (code < 0 || code > 0x10FFFF)
        throwValueError(u"chr() arg not in range(0x110000)"_s);
    const auto character = static_cast<char32_t>(code);
    return makeStr(QString::fromUcs4(&character, 1));
}

Value codeOf(Args &a)
{
    const Value &c = a["c"];
    if (c.isBytes() && static_cast<Bytes *>(c.object())->data().size() == 1)
        return static_cast<qint64>(
            static_cast<unsigned char>(static_cast<Bytes *>(c.object())->data().at(0)));
    if (!c.isStr())
        throwTypeError(
            u"ord() expected string of length 1, but %1 found"_s.arg(a.interpreter().typeName(c)));
    const QList<uint> codes = textOf(c).toUcs4();
    if (codes.size() != 1)
        throwTypeError(
            u"ord() expected a character, but string of length %1 found"_s.arg(codes.size()));
    return static_cast<qint64>(codes.constFirst());
}

Value ascii(Args &a)
{
    return makeStr(formatPercent(a.interpreter(), u"%a"_s, makeTuple({ a[0] })));
}

Value openFile(Args &a)
{
    Interpreter &in = a.interpreter();
    const QString mode = a.text("mode");
    const Value &file = a["file"];
    QString path = textOf(file);
    if (!file.isStr()) {
        const Value method = in.findAttr(file, in.names().fspath.get());
        if (method.isAbsent())
            throwTypeError(
                u"expected str, bytes or os.PathLike object, not %1"_s.arg(in.typeName(file)));
        path = textOf(in.call(method));
    }
    if (mode.contains(u'+'))
        throwRefused(u"open(%1, %2): scripts cannot change files in place"_s.arg(quoted(path),
                                                                                 quoted(mode)));
    if (mode.contains(u'w') || mode.contains(u'a') || mode.contains(u'x'))
        return in.callMethod(in.import(u"io"_s), "_open_for_writing",
                             { makeStr(path), makeStr(mode), a["encoding"] });
    if (!in.capabilities().readFile)
        throwRefused(u"open(%1): scripts cannot read files here"_s.arg(quoted(path)));
    const Result<QByteArray> data = in.capabilities().readFile(path);
    if (!data) {
        if (data.error().code == ErrorCode::Refused)
            throwRefused(data.error().message, data.error().hint);
        const Ref<ExceptionObject> error =
            make<ExceptionObject>(in.types().FileNotFoundError.get());
        error->args = { 2, makeStr(u"No such file or directory"_s), makeStr(path) };
        throw ScriptException { error };
    }
    // io's classes hold texts in memory.
    const bool binary = mode.contains(u'b');
    Value content = makeBytes(*data);
    if (!binary) {
        const Value encoding = a["encoding"].isNone() ? makeStr(u"utf-8"_s) : a["encoding"];
        const Value errors = a["errors"].isNone() ? makeStr(u"strict"_s) : a["errors"];
        const QString text = textOf(in.callMethod(content, "decode", { encoding, errors }));
        content = makeStr(QString(text).replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n'));
    }
    const Value module = in.import(u"io"_s);
    return in.callMethod(module, binary ? "BytesIO" : "StringIO", { content });
}

void addTypes(ModuleBuilder &module)
{
    const CoreTypes &t = module.interpreter().types();
    module.type("object", t.object)
        .type("type", t.type)
        .type("int", t.integer)
        .type("bool", t.boolean);
    module.type("float", t.floating)
        .type("complex", t.complexNumber)
        .type("str", t.str)
        .type("bytes", t.bytes);
    module.type("bytearray", t.bytearray)
        .type("list", t.list)
        .type("tuple", t.tuple)
        .type("dict", t.dict);
    module.type("set", t.set)
        .type("frozenset", t.frozenset)
        .type("slice", t.slice)
        .type("range", t.range);
    module.type("property", t.property)
        .type("classmethod", t.classMethod)
        .type("staticmethod", t.staticMethod);
    module.type("super", t.super).type("BaseException", t.BaseException);
#define LIMBECK_ADD(name, base) module.type(#name, t.name);
    LIMBECK_EXCEPTIONS(LIMBECK_ADD)
#undef LIMBECK_ADD
    module.type("IOError", t.OSError).type("EnvironmentError", t.OSError);
    module.value("NotImplemented", Value::notImplemented()).value("Ellipsis", Value::ellipsis());
    module.value("__debug__", true);
}

} // namespace

void defineBuiltinFunctions(ModuleBuilder &module)
{
    addTypes(module);
    module.function("print(*args, sep=None, end=None, file=None, flush=False)", print)
        .function("abs(x, /)", absolute)
        .function("round(number, ndigits=None)", roundOf)
        .function("divmod(x, y, /)", divideModulo)
        .function("pow(base, exp, mod=None)", power)
        .function("bin(number, /)", [](Args &a) { return inBase(a, 2, u"0b"_s); })
        .function("oct(number, /)", [](Args &a) { return inBase(a, 8, u"0o"_s); })
        .function("hex(number, /)", [](Args &a) { return inBase(a, 16, u"0x"_s); })
        .function("chr(i, /)", characterOf)
        .function("ord(c, /)", codeOf)
        .function("ascii(obj, /)", ascii)
        .function("repr(obj, /)", [](Args &a) { return makeStr(a.interpreter().repr(a[0])); })
        .function("len(obj, /)", [](Args &a) -> Value { return a.interpreter().length(a[0]); })
        .function("hash(obj, /)", [](Args &a) -> Value { return a.interpreter().hash(a[0]); })
        .function(
            "format(value, format_spec='', /)",
            [](Args &a) { return makeStr(a.interpreter().format(a[0], a.text("format_spec"))); })
        .function("open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, "
                  "closefd=True, "
                  "opener=None)",
                  openFile)
        .function("input(prompt='', /)",
                  [](Args &) -> Value {
                      throwRefused(u"input(): nobody can answer a migration script"_s);
                  })
        .function("breakpoint(*args, **kws)",
                  [](Args &) -> Value { throwRefused(u"breakpoint(): there is no debugger"_s); });
}

} // namespace limbeck::lang
