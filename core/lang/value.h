// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <utility>

namespace limbeck::lang {

class Object;

/// What is reference-counted. Counts are not atomic: an interpreter and its values belong to one
/// thread at a time.
class Counted
{
public:
    Counted() = default;
    Counted(const Counted &) = delete;
    Counted &operator=(const Counted &) = delete;
    virtual ~Counted();

    void retain() const noexcept { ++m_references; }

    void release() const noexcept
    {
        if (--m_references == 0)
            destroy(this);
    }

    [[nodiscard]] quint32 references() const noexcept { return m_references; }

private:
    // Deferred when it is nested deeply, so that a list in a list in a list … cannot use up the
    // stack.
    static void destroy(const Counted *object) noexcept;

    mutable quint32 m_references = 0;
};

/// A counted pointer to an object of a known C++ class.
template <typename T>
class Ref
{
public:
    Ref() = default;

    Ref(std::nullptr_t) { }

    explicit Ref(T *pointer)
        : m_pointer(pointer)
    {
        if (m_pointer)
            m_pointer->retain();
    }

    Ref(const Ref &other)
        : Ref(other.m_pointer)
    {
    }

    Ref(Ref &&other) noexcept
        : m_pointer(std::exchange(other.m_pointer, nullptr))
    {
    }

    template <typename U>

    requires std::is_convertible_v<U *, T *> Ref(const Ref<U> &other)
        : Ref(static_cast<T *>(other.get()))
    {
    }

    Ref &operator=(Ref other) noexcept
    {
        std::swap(m_pointer, other.m_pointer);
        return *this;
    }

    ~Ref()
    {
        if (m_pointer)
            m_pointer->release();
    }

    [[nodiscard]] T *get() const { return m_pointer; }

    T *operator->() const { return m_pointer; }

    T &operator*() const { return *m_pointer; }

    explicit operator bool() const { return m_pointer != nullptr; }

    friend bool operator==(const Ref &a, const Ref &b) { return a.m_pointer == b.m_pointer; }

private:
    T *m_pointer = nullptr;
};

/// Any value of the script language: 16 bytes. None, bool, int within 64 bits and float are held
/// inline, everything else is a counted Object. Copying is cheap. A value must not outlive the
/// Interpreter that made it.
class Value
{
public:
    enum class Tag : quint8 {
        None,
        NotImplemented,
        Ellipsis,
        Absent, ///< no value at all: an unbound variable, an argument that was not given. Scripts
                ///< never see it
        Bool,
        Int,
        Float,
        Object,
    };

    /// None.
    Value() = default;

    Value(bool value)
        : m_tag(Tag::Bool)
    {
        m_integer = value ? 1 : 0;
    }

    Value(int value)
        : Value(static_cast<qint64>(value))
    {
    }

    Value(qint64 value)
        : m_tag(Tag::Int)
    {
        m_integer = value;
    }

    Value(double value)
        : m_tag(Tag::Float)
    {
        m_float = value;
    }

    Value(const void *) = delete; // no pointer becomes a bool by accident

    /// @p object must be an lang::Object.
    explicit Value(Counted *object)
        : m_tag(Tag::Object)
    {
        m_object = object;
        m_object->retain();
    }

    template <typename T>
    Value(const Ref<T> &object)
        : Value(static_cast<Counted *>(object.get()))
    {
    }

    Value(const Value &other) noexcept
        : m_tag(other.m_tag)
    {
        m_integer = other.m_integer;
        if (m_tag == Tag::Object)
            m_object->retain();
    }

    Value(Value &&other) noexcept
        : m_tag(std::exchange(other.m_tag, Tag::None))
    {
        m_integer = other.m_integer;
    }

    Value &operator=(const Value &other) noexcept
    {
        Value copy(other);
        swap(copy);
        return *this;
    }

    Value &operator=(Value &&other) noexcept
    {
        // The old content is released last: its destruction may run script code that looks here.
        Value old(std::move(*this));
        m_tag = std::exchange(other.m_tag, Tag::None);
        m_integer = other.m_integer;
        return *this;
    }

    ~Value()
    {
        if (m_tag == Tag::Object)
            m_object->release();
    }

    void swap(Value &other) noexcept
    {
        std::swap(m_tag, other.m_tag);
        std::swap(m_integer, other.m_integer);
    }

    [[nodiscard]] static Value none() { return {}; }

    [[nodiscard]] static Value absent() { return Value(Tag::Absent); }

    [[nodiscard]] static Value notImplemented() { return Value(Tag::NotImplemented); }

    [[nodiscard]] static Value ellipsis() { return Value(Tag::Ellipsis); }

    [[nodiscard]] Tag tag() const { return m_tag; }

    [[nodiscard]] bool isNone() const { return m_tag == Tag::None; }

    [[nodiscard]] bool isAbsent() const { return m_tag == Tag::Absent; }

    [[nodiscard]] bool isNotImplemented() const { return m_tag == Tag::NotImplemented; }

    [[nodiscard]] bool isEllipsis() const { return m_tag == Tag::Ellipsis; }

    [[nodiscard]] bool isBool() const { return m_tag == Tag::Bool; }

    [[nodiscard]] bool isTrue() const
    {
        return m_tag == Tag::Bool && m_integer != 0;
    } ///< is True itself

    [[nodiscard]] bool isFalse() const
    {
        return m_tag == Tag::Bool && m_integer == 0;
    } ///< is False itself

    [[nodiscard]] bool isSmallInt() const
    {
        return m_tag == Tag::Int;
    } ///< an exact int within 64 bits

    [[nodiscard]] bool isFloat() const { return m_tag == Tag::Float; } ///< an exact float

    [[nodiscard]] bool isObject() const { return m_tag == Tag::Object; }

    /// Of a Bool or Int.
    [[nodiscard]] qint64 integer() const { return m_integer; }

    /// Of a Float.
    [[nodiscard]] double floating() const { return m_float; }

    /// The object, or null if the value is held inline. Defined in object.h.
    [[nodiscard]] Object *object() const;
    /// The object as C++ class T, or null if it is something else. Defined in object.h.
    template <typename T>
    [[nodiscard]] T *as() const;

    // Whether it is an instance of the builtin class or of a class derived from it. Defined in
    // object.h.
    [[nodiscard]] bool isStr() const;
    [[nodiscard]] bool isBytes() const;
    [[nodiscard]] bool isList() const;
    [[nodiscard]] bool isTuple() const;
    [[nodiscard]] bool isDict() const;
    [[nodiscard]] bool isSet() const; ///< set or frozenset
    [[nodiscard]] bool isType() const;
    [[nodiscard]] bool isOpaque() const;
    /// int of any size, bool, or an instance of a class derived from int.
    [[nodiscard]] bool isInt() const;

    /// Python's `is`.
    [[nodiscard]] bool is(const Value &other) const
    {
        return m_tag == other.m_tag && (m_integer == other.m_integer || m_tag < Tag::Bool);
    }

private:
    explicit Value(Tag tag)
        : m_tag(tag)
    {
    }

    Tag m_tag = Tag::None;

    union {
        qint64 m_integer = 0;
        double m_float;
        Counted *m_object;
    };
};

} // namespace limbeck::lang
