// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/slots.h"

#include "core/lang/format.h"
#include "core/lang/interpreter.h"
#include "core/lang/number.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

struct SlotDefinition
{
    std::string_view name;
    std::string_view parameters;
    Value (*code)(Args &args);
};

template <BinaryOperator op, bool reflected>
Value binarySlot(Args &a)
{
    return nativeBinary(a.interpreter(), op, a[0], a[1], reflected);
}

template <BinaryOperator op>
Value inPlaceSlot(Args &a)
{
    return a[0].isObject() ? a[0].object()->inPlace(a.interpreter(), op, a[1])
                           : Value::notImplemented();
}

template <Comparison comparison>
Value compareSlot(Args &a)
{
    return nativeCompare(a.interpreter(), comparison, a[0], a[1]);
}

template <UnaryOperator op>
Value unarySlot(Args &a)
{
    return nativeUnary(a.interpreter(), op, a[0]);
}

Value lengthSlot(Args &a)
{
    return a[0].isObject() ? a[0].object()->length(a.interpreter()).value_or(0) : 0;
}

Value iterateSlot(Args &a)
{
    const Value iterator =
        a[0].isObject() ? a[0].object()->iterate(a.interpreter()) : Value::absent();
    return iterator.isAbsent() ? a.interpreter().iterate(a[0]) : iterator;
}

Value nextSlot(Args &a)
{
    Value item;
    if (a[0].isObject() && a[0].object()->next(a.interpreter(), item))
        return item;
    throwError(a.interpreter().types().StopIteration.get(), Value::absent());
}

Value containsSlot(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    if (a[0].isObject()) {
        if (const std::optional<bool> found = a[0].object()->contains(interpreter, a[1]))
            return *found;
    }
    for (const Value &item : interpreter.toVector(a[0])) {
        if (interpreter.equals(item, a[1]))
            return true;
    }
    return false;
}

Value absSlot(Args &a)
{
    if (const std::optional<double> number = floatOf(a[0]))
        return std::abs(*number);
    const BigInt value = bigIntOf(a[0]);
    return makeInt(value.isNegative() ? -value : value);
}

template <bool reflected>
Value divmodSlot(Args &a)
{
    const Value &left = a[reflected ? 1 : 0];
    const Value &right = a[reflected ? 0 : 1];
    const Value quotient = numberBinary(BinaryOperator::FloorDivide, left, right);
    if (quotient.isNotImplemented())
        return quotient;
    return makeTuple({ quotient, numberBinary(BinaryOperator::Modulo, left, right) });
}

Value exitSlot(Args &a)
{
    return a[0].object()->exit(a.interpreter(), a[2]);
}

#define LIMBECK_BINARY_SLOTS(text, op)                                                             \
    { "__" text "__", "(self, value, /)", binarySlot<BinaryOperator::op, false> },                 \
        { "__r" text "__", "(self, value, /)", binarySlot<BinaryOperator::op, true> },             \
    {                                                                                              \
        "__i" text "__", "(self, value, /)", inPlaceSlot<BinaryOperator::op>                       \
    }

const SlotDefinition definitions[] = {
    LIMBECK_BINARY_SLOTS("add", Add),
    LIMBECK_BINARY_SLOTS("sub", Subtract),
    LIMBECK_BINARY_SLOTS("mul", Multiply),
    LIMBECK_BINARY_SLOTS("matmul", MatrixMultiply),
    LIMBECK_BINARY_SLOTS("truediv", Divide),
    LIMBECK_BINARY_SLOTS("floordiv", FloorDivide),
    LIMBECK_BINARY_SLOTS("mod", Modulo),
    LIMBECK_BINARY_SLOTS("pow", Power),
    LIMBECK_BINARY_SLOTS("lshift", LeftShift),
    LIMBECK_BINARY_SLOTS("rshift", RightShift),
    LIMBECK_BINARY_SLOTS("and", And),
    LIMBECK_BINARY_SLOTS("or", Or),
    LIMBECK_BINARY_SLOTS("xor", Xor),
    { "__lt__", "(self, value, /)", compareSlot<Comparison::Less> },
    { "__le__", "(self, value, /)", compareSlot<Comparison::LessEqual> },
    { "__eq__", "(self, value, /)", compareSlot<Comparison::Equal> },
    { "__ne__", "(self, value, /)", compareSlot<Comparison::NotEqual> },
    { "__gt__", "(self, value, /)", compareSlot<Comparison::Greater> },
    { "__ge__", "(self, value, /)", compareSlot<Comparison::GreaterEqual> },
    { "__neg__", "(self, /)", unarySlot<UnaryOperator::Negate> },
    { "__pos__", "(self, /)", unarySlot<UnaryOperator::Plus> },
    { "__invert__", "(self, /)", unarySlot<UnaryOperator::Invert> },
    { "__abs__", "(self, /)", absSlot },
    { "__divmod__", "(self, value, /)", divmodSlot<false> },
    { "__rdivmod__", "(self, value, /)", divmodSlot<true> },
    { "__len__", "(self, /)", lengthSlot },
    { "__iter__", "(self, /)", iterateSlot },
    { "__next__", "(self, /)", nextSlot },
    { "__contains__", "(self, key, /)", containsSlot },
    { "__getitem__", "(self, key, /)",
      [](Args &a) -> Value { return a[0].object()->getItem(a.interpreter(), a[1]); } },
    { "__setitem__", "(self, key, value, /)",
      [](Args &a) -> Value {
          a[0].object()->setItem(a.interpreter(), a[1], a[2]);
          return {};
      } },
    { "__delitem__", "(self, key, /)",
      [](Args &a) -> Value {
          a[0].object()->delItem(a.interpreter(), a[1]);
          return {};
      } },
    { "__call__", "(self, /, *args, **kwargs)",
      [](Args &a) -> Value {
          std::vector<KeywordArgument> keywords;
          for (const HashTable::Entry &entry : a.varKeywords().table().entries())
              keywords.push_back({ a.interpreter().intern(textOf(entry.key)), entry.value });
          return a[0].object()->call(a.interpreter(), { a.varPositional(), keywords });
      } },
    { "__repr__", "(self, /)",
      [](Args &a) -> Value { return makeStr(nativeRepr(a.interpreter(), a[0])); } },
    { "__str__", "(self, /)",
      [](Args &a) -> Value { return makeStr(nativeStr(a.interpreter(), a[0])); } },
    { "__format__", "(self, format_spec, /)",
      [](Args &a) -> Value { return makeStr(nativeFormat(a.interpreter(), a[0], textOf(a[1]))); } },
    { "__hash__", "(self, /)", [](Args &a) -> Value { return nativeHash(a.interpreter(), a[0]); } },
    { "__bool__", "(self, /)",
      [](Args &a) -> Value { return nativeTruth(a.interpreter(), a[0]); } },
    { "__int__", "(self, /)",
      [](Args &a) -> Value {
          const std::optional<double> number = floatOf(a[0]);
          return number ? makeInt(BigInt::fromDouble(*number)) : makeInt(bigIntOf(a[0]));
      } },
    { "__index__", "(self, /)", [](Args &a) -> Value { return makeInt(bigIntOf(a[0])); } },
    { "__float__", "(self, /)", [](Args &a) -> Value { return numberOf(a[0]); } },
    { "__enter__", "(self, /)",
      [](Args &a) -> Value { return a[0].object()->enter(a.interpreter()); } },
    { "__exit__", "(self, exc_type, exc_value, traceback, /)", exitSlot },
};

} // namespace

Value nativeBinary(Interpreter &interpreter, BinaryOperator op, const Value &self,
                   const Value &other, bool reflected)
{
    if (self.isObject())
        return self.object()->binary(interpreter, op, other, reflected);
    return reflected ? numberBinary(op, other, self) : numberBinary(op, self, other);
}

Value nativeCompare(Interpreter &interpreter, Comparison comparison, const Value &self,
                    const Value &other)
{
    if (self.isObject())
        return self.object()->compare(interpreter, comparison, other);
    const Value result = numberCompare(comparison, self, other);
    if (result.isNotImplemented() && self.is(other)
        && (comparison == Comparison::Equal || comparison == Comparison::NotEqual))
        return comparison == Comparison::Equal;
    return result;
}

Value nativeUnary(Interpreter &interpreter, UnaryOperator op, const Value &self)
{
    return self.isObject() ? self.object()->unary(interpreter, op) : numberUnary(op, self);
}

QString nativeRepr(Interpreter &interpreter, const Value &self)
{
    switch (self.tag()) {
    case Value::Tag::None:
        return u"None"_s;
    case Value::Tag::NotImplemented:
        return u"NotImplemented"_s;
    case Value::Tag::Ellipsis:
        return u"Ellipsis"_s;
    case Value::Tag::Absent:
        return u"<absent>"_s;
    case Value::Tag::Bool:
        return self.integer() ? u"True"_s : u"False"_s;
    case Value::Tag::Int:
        return QString::number(self.integer());
    case Value::Tag::Float:
        return floatRepr(self.floating());
    case Value::Tag::Object:
        return self.object()->repr(interpreter);
    }
    return {};
}

QString nativeStr(Interpreter &interpreter, const Value &self)
{
    return self.isObject() ? self.object()->str(interpreter) : nativeRepr(interpreter, self);
}

QString nativeFormat(Interpreter &interpreter, const Value &self, const QString &spec)
{
    if (self.isObject())
        return self.object()->format(interpreter, spec);
    if (spec.isEmpty())
        return nativeRepr(interpreter, self);
    if (!isNumber(self))
        throwTypeError(
            u"unsupported format string passed to %1.__format__"_s.arg(interpreter.typeName(self)));
    return formatNumber(interpreter, self, spec);
}

qint64 nativeHash(Interpreter &interpreter, const Value &self)
{
    switch (self.tag()) {
    case Value::Tag::Bool:
    case Value::Tag::Int:
        return hashOf(self.integer());
    case Value::Tag::Float:
        return hashOf(self.floating());
    case Value::Tag::Object:
        return self.object()->hash(interpreter);
    default:
        return 0xFCA86420 + static_cast<qint64>(self.tag());
    }
}

bool nativeTruth(Interpreter &interpreter, const Value &self)
{
    switch (self.tag()) {
    case Value::Tag::None:
    case Value::Tag::Absent:
        return false;
    case Value::Tag::NotImplemented:
    case Value::Tag::Ellipsis:
        return true;
    case Value::Tag::Bool:
    case Value::Tag::Int:
        return self.integer() != 0;
    case Value::Tag::Float:
        return self.floating() != 0;
    case Value::Tag::Object:
        return self.object()->truth(interpreter);
    }
    return true;
}

Value makeSlot(Interpreter &interpreter, const QString &typeName, std::string_view name)
{
    for (const SlotDefinition &definition : definitions) {
        if (definition.name != name)
            continue;
        const std::string signature =
            typeName.toStdString() + "." + std::string(name) + std::string(definition.parameters);
        const Ref<NativeFunction> function = make<NativeFunction>(
            interpreter.types().nativeFunction.get(), Signature(signature), definition.code);
        function->bindsToInstances = true;
        function->isSlot = true;
        return function;
    }
    Q_ASSERT_X(false, "makeSlot", std::string(name).c_str());
    return {};
}

} // namespace limbeck::lang
