// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/arguments.h"
#include "core/lang/exceptions.h"
#include "core/lang/strobject.h"
#include "core/lang/type.h"

#include <functional>

// How C++ gives functions, classes and modules to scripts. A whole module:
//
//     class Point : public Object
//     {
//     public:
//         static constexpr const char *typeName = "Point"; // for messages of Args::object<Point>()
//         explicit Point(Type *type) : Object(type) { }
//         double x = 0;
//         double y = 0;
//         Value label;
//
//         QString repr(Interpreter &) override { return u"Point(%1, %2)"_s.arg(x).arg(y); }
//         Value binary(Interpreter &in, BinaryOperator op, const Value &other, bool reflected)
//         override
//         {
//             const auto *point = other.as<Point>();
//             if (op != BinaryOperator::Add || !point)
//                 return Value::notImplemented();
//             const auto sum = in.create<Point>();
//             sum->x = x + point->x;
//             …
//             return sum;
//         }
//         void clearReferences() override { label = {}; Object::clearReferences(); }
//     };
//
//     void defineGeometry(ModuleBuilder &module)
//     {
//         module.doc("Points in the plane.");
//         module.value("origin_name", makeStr(u"O"_s));
//         module.function("distance(a, b, *, squared=False)", [](Args &a) -> Value {
//             const Point &from = a.object<Point>("a");
//             …
//             return a.truth("squared") ? square : std::sqrt(square);
//         });
//         module.define<Point>("Point")                       // scripts can derive from it: class
//         Named(Point): …
//             .doc("A point.")
//             .constructor("(self, x, y, label=None)", [](Args &a) -> Value { // __init__; a[0] is
//             self
//                 Point &self = a.object<Point>("self");
//                 self.x = a.number("x");
//                 …
//                 return {};
//             })
//             .method("moved(self, dx=0, dy=0)", [](Args &a) -> Value { … })
//             .classMethod("polar(cls, radius, angle)", [](Args &a) -> Value {
//                 return a.interpreter().call(a["cls"], { x, y });     // makes the script's
//                 subclass if it is one
//             })
//             .property("norm", [](Interpreter &, Point &self) -> Value { return std::hypot(self.x,
//             self.y); }) .property("label", [](Interpreter &, Point &self) -> Value { return
//             self.label; },
//                       [](Interpreter &, Point &self, const Value &value) { self.label = value;
//                       });
//         module.type("Special", module.interpreter().nativeType<Point>()); // under another name
//     }
//
//     interpreter.addNativeModule(u"geometry"_s, defineGeometry);           // made at its first
//     import
//
// Special methods are either virtuals of Object (preferred: fast) or methods by name:
// .method("__len__(self)", …). A native class whose operators should be seen by hasattr() or
// super() names them: .slots("__add__ __iter__"). The line of the script that is calling:
// a.interpreter().currentSpan().

namespace limbeck::lang {

using NativeCode = std::function<Value(Args &)>;

/// A function or method written in C++.
class NativeFunction : public Object
{
public:
    NativeFunction(Type *type, Signature signature, NativeCode code);

    [[nodiscard]] const Signature &signature() const { return m_signature; }

    /// Binds to instances when it is found in their class (like Python's functions).
    bool bindsToInstances = false;
    /// Stands for a virtual of Object: operations need not call it.
    bool isSlot = false;
    QString qualifiedName;
    QString doc;

    Value call(Interpreter &interpreter, const Arguments &arguments) override;

    [[nodiscard]] bool isCallable() const override { return true; }

    [[nodiscard]] bool bindsLikeFunction() const override { return bindsToInstances; }

    Value attribute(Interpreter &interpreter, Str *name) override;
    QString repr(Interpreter &interpreter) override;

private:
    Signature m_signature;
    NativeCode m_code;
};

/// A native function that is not in a module or class, for instance a callback handed to a script.
[[nodiscard]] Value makeFunction(std::string_view signature, NativeCode code);

/// Fills a native class.
class TypeBuilder
{
public:
    TypeBuilder(Interpreter &interpreter, Ref<Type> type);

    TypeBuilder &doc(const char *text);
    /// `__init__`: "(self, …)". Runs for instances of scripts' subclasses too, when they call
    /// super().__init__().
    TypeBuilder &constructor(std::string_view signature, NativeCode code);
    /// `__new__`: "(cls, …)"; for immutable classes. Allocate with `interpreter.allocate(cls)`.
    TypeBuilder &make(std::string_view signature, NativeCode code);
    TypeBuilder &method(std::string_view signature, NativeCode code);
    TypeBuilder &classMethod(std::string_view signature, NativeCode code);
    TypeBuilder &staticMethod(std::string_view signature, NativeCode code);
    TypeBuilder &value(const char *name, const Value &value);
    /// Property over any instance; a null @p set makes it read-only, an absent value in @p set
    /// means `del`.
    TypeBuilder &propertyOf(
        const char *name, std::function<Value(Interpreter &, const Value &self)> get,
        std::function<void(Interpreter &, const Value &self, const Value &value)> set = nullptr);

    /// Property of native class T: `property("x", [](Interpreter &, Point &self) { … }, setter)`.
    template <typename Get>
    TypeBuilder &property(const char *name, Get get)
    {
        return propertyOf(name, getter(std::move(get), &Get::operator()));
    }

    template <typename Get, typename Set>
    TypeBuilder &property(const char *name, Get get, Set set)
    {
        return propertyOf(name, getter(std::move(get), &Get::operator()),
                          setter(std::move(set), &Set::operator()));
    }

    /// Special methods that the class answers through Object's virtuals, separated by blanks.
    TypeBuilder &slots(std::string_view names);
    TypeBuilder & final();

    [[nodiscard]] const Ref<Type> &type() const { return m_type; }

private:
    template <typename Get, typename T>
    static std::function<Value(Interpreter &, const Value &)>
    getter(Get get, Value (Get::*)(Interpreter &, T &) const)
    {
        return [get](Interpreter &interpreter, const Value &self) {
            return get(interpreter, native<T>(self));
        };
    }

    template <typename Set, typename T>
    static std::function<void(Interpreter &, const Value &, const Value &)>
    setter(Set set, void (Set::*)(Interpreter &, T &, const Value &) const)
    {
        return [set](Interpreter &interpreter, const Value &self, const Value &value) {
            set(interpreter, native<T>(self), value);
        };
    }

    template <typename T>
    static T &native(const Value &self)
    {
        if (T *object = self.as<std::remove_const_t<T>>())
            return *object;
        throwTypeError(QStringLiteral("descriptor of '%1' applied to another object")
                           .arg(QLatin1StringView(T::typeName)));
    }

    void add(std::string_view name, const Value &value);

    Interpreter &m_interpreter;
    Ref<Type> m_type;
};

class ModuleBuilder;
using ModuleDefinition = std::function<void(ModuleBuilder &)>;

/// Python's module object.
class ModuleObject : public Object
{
public:
    ModuleObject(Type *type, const QString &name);

    [[nodiscard]] const QString &name() const { return m_name; }

    [[nodiscard]] Dict &dict() const { return *instanceDict(); }

    /// Opaque: what the module has beyond the names defined here, for one that stands for a
    /// package.
    Value opaqueFallback;

    /// See ModuleBuilder::later().
    void defineLater(const QStringList &names, ModuleDefinition define);
    /// Defines now what was left for later, before somebody looks at all names.
    void complete(Interpreter &interpreter);

    Value attribute(Interpreter &interpreter, Str *name) override;
    QStringList attributeNames(Interpreter &interpreter) const override;
    QString repr(Interpreter &interpreter) override;
    void clearReferences() override;

private:
    struct Later
    {
        QStringList names;
        ModuleDefinition define;
    };

    void defineNow(Interpreter &interpreter, size_t index);

    QString m_name;
    std::vector<Later> m_later;
};

/// Index of a C++ class among the native classes of an interpreter.
int nextNativeTypeIndex();

template <typename T>
int nativeTypeIndex()
{
    static const int index = nextNativeTypeIndex();
    return index;
}

/// Fills a native module.
class ModuleBuilder
{
public:
    ModuleBuilder(Interpreter &interpreter, Ref<ModuleObject> module);

    [[nodiscard]] Interpreter &interpreter() const { return m_interpreter; }

    [[nodiscard]] const Ref<ModuleObject> &module() const { return m_module; }

    ModuleBuilder &doc(const char *text);
    ModuleBuilder &function(std::string_view signature, NativeCode code);
    ModuleBuilder &value(const char *name, const Value &value);
    ModuleBuilder &type(const char *name, const Ref<Type> &type);
    /// Another name for something that the module has already.
    ModuleBuilder &alias(const char *name, const char *existing);

    /// A native class T; it becomes an attribute of the module and can be had by
    /// `interpreter.nativeType<T>()`. T needs a constructor T(Type *). Without bases it derives
    /// from object.
    template <typename T>
    TypeBuilder define(const char *name, const std::vector<Ref<Type>> &bases = {})
    {
        return defineType(name, bases, nativeTypeIndex<T>(),
                          [](Interpreter &, Type *type) -> Ref<Object> { return make<T>(type); });
    }

    /// A class without C++ data of its own: an exception class, a marker, a base class.
    TypeBuilder defineClass(const char *name, const std::vector<Ref<Type>> &bases = {});

    /// Runs Python text in the module's namespace, for what is said best in the language itself.
    ModuleBuilder &script(const QString &text);

    /// Leaves @p names (separated by blanks) to @p define, which runs when a script asks for one of
    /// them: what few scripts use costs the others nothing. No names stand for all: then it runs at
    /// the first one that is not there, unless that is a special one (`__path__`).
    ModuleBuilder &later(std::string_view names, const ModuleDefinition &define);

private:
    TypeBuilder defineType(const char *name, std::vector<Ref<Type>> bases, int index,
                           Type::Allocator allocator);

    Interpreter &m_interpreter;
    Ref<ModuleObject> m_module;
};

} // namespace limbeck::lang
