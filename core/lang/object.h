// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/value.h"

#include <optional>
#include <span>
#include <typeinfo>

namespace limbeck::lang {

class Arguments;
class Dict;
class Heap;
class Interpreter;
class Str;
class Type;

/// The C++ layout of an object: what its class, however far derived, is built on.
enum class Kind : quint8 {
    Plain, ///< an instance of a class without native data
    Native, ///< a C++ class of the standard library or of the bindings
    Str,
    Bytes,
    Int, ///< beyond 64 bits, or an instance of a class derived from int
    Float, ///< an instance of a class derived from float
    List,
    Tuple,
    Dict,
    Set,
    Slice,
    Range,
    Function,
    NativeFunction,
    BoundMethod,
    Type,
    Module,
    Exception,
    Generator,
    Iterator,
    Cell,
    Super,
    Property,
    Opaque,
};

/// The binary operators, in the order of their special methods' names in names.h.
enum class BinaryOperator : quint8 {
    Add,
    Subtract,
    Multiply,
    MatrixMultiply,
    Divide,
    FloorDivide,
    Modulo,
    Power,
    LeftShift,
    RightShift,
    And,
    Or,
    Xor,
};
enum class UnaryOperator : quint8 { Negate, Plus, Invert };
enum class Comparison : quint8 { Less, LessEqual, Equal, NotEqual, Greater, GreaterEqual };

/// Everything that is not held inline in a Value. Each object has a Type (its Python class) and, if
/// its class allows it, an instance dict.
///
/// Native classes derive from it and override what they support; what they don't override behaves
/// as for a plain `object()`. A script's class that derives from a native class goes before: its
/// special methods (`__add__` …) are tried first, the virtuals after them. An override that does
/// not know the other operand returns Value::notImplemented().
class Object : public Counted
{
public:
    /// @p type becomes the object's class; a script's subclass passes its own Type here (see
    /// native.h).
    explicit Object(Type *type, Kind kind = Kind::Native);
    ~Object() override;

    // The sized form belongs to it: the destructor is virtual, so the size is always known.
    static void *operator new(std::size_t size); // NOLINT(misc-new-delete-overloads)
    static void operator delete(void *memory, std::size_t size);

    [[nodiscard]] Kind kind() const { return m_kind; }

    [[nodiscard]] Type *type() const { return m_type.get(); }

    void setType(Type *type);

    /// The instance dict, or null if nothing was stored yet (or the class has none).
    [[nodiscard]] Dict *instanceDict() const;
    /// The instance dict, made when missing.
    Dict &ensureInstanceDict();
    void setInstanceDict(Dict *dict);

    // --- What a native class overrides
    // --------------------------------------------------------------------------

    /// An attribute that neither the class nor the instance dict has (computed names). Absent if
    /// there is none.
    virtual Value attribute(Interpreter &interpreter, Str *name);
    /// Before everything else. False leaves it to the usual rules; a @p value that is absent means
    /// `del`.
    virtual bool setAttribute(Interpreter &interpreter, Str *name, const Value &value);
    /// Names for dir() beyond class and instance dict.
    virtual QStringList attributeNames(Interpreter &interpreter) const;

    virtual Value call(Interpreter &interpreter, const Arguments &arguments);

    [[nodiscard]] virtual bool isCallable() const { return false; }

    virtual QString repr(Interpreter &interpreter);
    /// str(); repr() unless overridden.
    virtual QString str(Interpreter &interpreter);
    /// format(value, spec); str() and an empty spec unless overridden.
    virtual QString format(Interpreter &interpreter, const QString &spec);

    virtual bool truth(Interpreter &interpreter); ///< length() if there is one, else true
    virtual qint64
    hash(Interpreter &interpreter); ///< by identity; throws TypeError when not hashable
    /// `==` … `>=`. By identity for == and != unless overridden (both are asked: notImplemented()
    /// passes on).
    virtual Value compare(Interpreter &interpreter, Comparison comparison, const Value &other);
    /// `self op other`, or `other op self` when @p reflected.
    virtual Value binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                         bool reflected);
    /// `self op= other`; notImplemented() falls back to binary().
    virtual Value inPlace(Interpreter &interpreter, BinaryOperator op, const Value &other);
    virtual Value unary(Interpreter &interpreter, UnaryOperator op);

    virtual std::optional<qint64> length(Interpreter &interpreter); ///< nullopt: has no len()
    virtual Value getItem(Interpreter &interpreter, const Value &key);
    virtual void setItem(Interpreter &interpreter, const Value &key, const Value &value);
    virtual void delItem(Interpreter &interpreter, const Value &key);
    /// `item in self`; nullopt: iterate and compare.
    virtual std::optional<bool> contains(Interpreter &interpreter, const Value &item);

    /// iter(self): an object whose next() yields. Absent: not iterable (or by __getitem__ with 0,
    /// 1, 2 …).
    virtual Value iterate(Interpreter &interpreter);
    /// The next item of an iterator; false at the end.
    virtual bool next(Interpreter &interpreter, Value &item);

    [[nodiscard]] virtual bool isIterator() const { return false; }

    virtual Value enter(Interpreter &interpreter); ///< `with`: __enter__
    /// `with`: __exit__(type, value, traceback); true swallows the exception. @p exception is None
    /// without one.
    virtual bool exit(Interpreter &interpreter, const Value &exception);

    [[nodiscard]] virtual bool isContextManager() const { return false; }

    /// Descriptor protocol, for native descriptors that live in a class. Absent: not a descriptor.
    virtual Value descriptorGet(Interpreter &interpreter, const Value &instance,
                                const Value &owner);
    /// An absent @p value means delete. False: not a data descriptor.
    virtual bool descriptorSet(Interpreter &interpreter, const Value &instance, const Value &value);

    [[nodiscard]] virtual bool isDataDescriptor() const { return false; }

    /// Whether descriptorGet() makes a method of it as of a function: a call of the method is then
    /// call() with the instance before the arguments.
    [[nodiscard]] virtual bool bindsLikeFunction() const { return false; }

    /// Drops every Value and Ref that it holds: called when the interpreter ends, so that cycles
    /// cannot leak. Override it in each class that holds Values, and call the base class's.
    virtual void clearReferences();

private:
    friend class Heap;

    Kind m_kind;
    Ref<Type> m_type;
    Ref<Object> m_dict; // a Dict
    Object *m_previous = nullptr; // the heap's list of objects that can hold others
    Object *m_next = nullptr;
    Heap *m_heap = nullptr;
};

/// Makes an object of C++ class T.
template <typename T, typename... Args>
[[nodiscard]] Ref<T> make(Args &&...args)
{
    return Ref<T>(new T(std::forward<Args>(args)...));
}

inline Object *Value::object() const
{
    return m_tag == Tag::Object ? static_cast<Object *>(m_object) : nullptr;
}

template <typename T>
T *Value::as() const
{
    if (m_tag != Tag::Object)
        return nullptr;
    // Most are of T itself, which needs no walk through the bases. The address of the type
    // information decides alone; where a library has its own, the walk finds out.
    if constexpr (std::is_base_of_v<Counted, T>) {
        const Counted &object = *m_object;
        if (&typeid(object) == &typeid(T))
            return static_cast<T *>(m_object);
    }
    return dynamic_cast<T *>(m_object);
}

inline bool hasKind(const Value &value, Kind kind)
{
    return value.isObject() && value.object()->kind() == kind;
}

inline bool Value::isStr() const
{
    return hasKind(*this, Kind::Str);
}

inline bool Value::isBytes() const
{
    return hasKind(*this, Kind::Bytes);
}

inline bool Value::isList() const
{
    return hasKind(*this, Kind::List);
}

inline bool Value::isTuple() const
{
    return hasKind(*this, Kind::Tuple);
}

inline bool Value::isDict() const
{
    return hasKind(*this, Kind::Dict);
}

inline bool Value::isSet() const
{
    return hasKind(*this, Kind::Set);
}

inline bool Value::isType() const
{
    return hasKind(*this, Kind::Type);
}

inline bool Value::isOpaque() const
{
    return hasKind(*this, Kind::Opaque);
}

inline bool Value::isInt() const
{
    return m_tag == Tag::Int || m_tag == Tag::Bool || hasKind(*this, Kind::Int);
}

} // namespace limbeck::lang
