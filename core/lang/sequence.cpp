// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/sequence.h"

#include "core/lang/interpreter.h"
#include "core/lang/number.h"
#include "core/lang/turns.h"

#include <QLocale>

namespace limbeck::lang {

using namespace Qt::StringLiterals;

SliceObject::SliceObject(Type *type, Value from, Value to, Value by)
    : Object(type, Kind::Slice)
    , start(std::move(from))
    , stop(std::move(to))
    , step(std::move(by))
{
}

QString SliceObject::repr(Interpreter &interpreter)
{
    return u"slice(%1, %2, %3)"_s.arg(interpreter.repr(start), interpreter.repr(stop),
                                      interpreter.repr(step));
}

qint64 SliceObject::hash(Interpreter &)
{
    throwTypeError(u"unhashable type: 'slice'"_s);
}

Value SliceObject::compare(Interpreter &interpreter, Comparison comparison, const Value &other)
{
    if (!hasKind(other, Kind::Slice))
        return Value::notImplemented();
    const auto *const slice = static_cast<SliceObject *>(other.object());
    return compareSequences(interpreter, comparison, { start, stop, step },
                            { slice->start, slice->stop, slice->step });
}

void SliceObject::clearReferences()
{
    start = stop = step = {};
    Object::clearReferences();
}

SliceBounds sliceBounds(Interpreter &interpreter, const SliceObject &slice, qint64 length)
{
    SliceBounds bounds;
    const auto index = [&](const Value &value) {
        if (const std::optional<qint64> small = smallIntOf(value))
            return *small;
        if (value.isInt())
            return bigIntOf(value).isNegative() ? std::numeric_limits<qint64>::min() / 4
                                                : std::numeric_limits<qint64>::max() / 4;
        if (interpreter.findAttr(value, interpreter.names().index.get()).isAbsent())
            throwTypeError(u"slice indices must be integers or None or have an __index__ method"_s);
        return interpreter.toIndex(value);
    };
    bounds.step = slice.step.isNone() ? 1 : index(slice.step);
    if (bounds.step == 0)
        throwValueError(u"slice step cannot be zero"_s);
    const bool backward = bounds.step < 0;
    const qint64 lowest = backward ? -1 : 0;
    const qint64 highest = backward ? length - 1 : length;
    const auto clamp = [&](const Value &value, qint64 missing) {
        if (value.isNone())
            return missing;
        qint64 at = index(value);
        if (at < 0)
            at += length;
        return std::clamp(at, lowest, highest);
    };
    bounds.start = clamp(slice.start, backward ? highest : lowest);
    bounds.stop = clamp(slice.stop, backward ? lowest : highest);
    if (backward && bounds.stop < bounds.start)
        bounds.count = (bounds.start - bounds.stop - 1) / -bounds.step + 1;
    else if (!backward && bounds.start < bounds.stop)
        bounds.count = (bounds.stop - bounds.start - 1) / bounds.step + 1;
    return bounds;
}

qsizetype checkedIndex(Interpreter &interpreter, const Value &key, qint64 length,
                       const char *sequence)
{
    const QString name = QLatin1StringView(sequence).toString();
    qint64 index = 0;
    if (key.isSmallInt()) {
        index = key.integer();
    } else {
        if (!key.isInt() && interpreter.findAttr(key, interpreter.names().index.get()).isAbsent())
            throwTypeError(u"%1 indices must be integers or slices, not %2"_s.arg(
                name == u"string" ? u"string"_s : name, interpreter.typeName(key)));
        if (key.isInt() && !smallIntOf(key))
            throwIndexError(u"cannot fit 'int' into an index-sized integer"_s);
        index = interpreter.toIndex(key);
    }
    if (index < 0)
        index += length;
    if (index < 0 || index >= length)
        throwIndexError(name == u"byte" ? u"index out of range"_s
                                        : name + u" index out of range"_s);
    return static_cast<qsizetype>(index);
}

RangeObject::RangeObject(Type *type, qint64 from, qint64 to, qint64 by)
    : Object(type, Kind::Range)
    , start(from)
    , stop(to)
    , step(by)
{
}

qint64 RangeObject::size() const
{
    if (step > 0)
        return start < stop ? (stop - start - 1) / step + 1 : 0;
    return start > stop ? (start - stop - 1) / -step + 1 : 0;
}

QString RangeObject::repr(Interpreter &)
{
    if (step == 1)
        return u"range(%1, %2)"_s.arg(start).arg(stop);
    return u"range(%1, %2, %3)"_s.arg(start).arg(stop).arg(step);
}

qint64 RangeObject::hash(Interpreter &)
{
    return size() == 0 ? 0 : (start * 31 + step) * 31 + size();
}

Value RangeObject::compare(Interpreter &, Comparison comparison, const Value &other)
{
    if (!hasKind(other, Kind::Range)
        || (comparison != Comparison::Equal && comparison != Comparison::NotEqual))
        return Value::notImplemented();
    const auto *const range = static_cast<RangeObject *>(other.object());
    const qint64 count = size();
    const bool equal = count == range->size()
        && (count == 0 || (start == range->start && (count == 1 || step == range->step)));
    return equal == (comparison == Comparison::Equal);
}

std::optional<qint64> RangeObject::length(Interpreter &)
{
    return size();
}

Value RangeObject::getItem(Interpreter &interpreter, const Value &key)
{
    if (hasKind(key, Kind::Slice)) {
        const SliceBounds bounds =
            sliceBounds(interpreter, *static_cast<SliceObject *>(key.object()), size());
        return make<RangeObject>(type(), start + bounds.start * step, start + bounds.stop * step,
                                 step * bounds.step);
    }
    return start
        + step * static_cast<qint64>(checkedIndex(interpreter, key, size(), "range object"));
}

std::optional<bool> RangeObject::contains(Interpreter &, const Value &item)
{
    const std::optional<qint64> number = smallIntOf(item);
    if (!number)
        return std::nullopt;
    const qint64 last = start + (size() - 1) * step;
    const bool inside =
        size() > 0 && *number >= std::min(start, last) && *number <= std::max(start, last);
    return inside && (*number - start) % step == 0;
}

Value RangeObject::iterate(Interpreter &interpreter)
{
    return make<RangeIterator>(interpreter.types().iterator.get(), start, step, size());
}

RangeIterator::RangeIterator(Type *type, qint64 start, qint64 step, qint64 count)
    : Object(type, Kind::Iterator)
    , m_next(start)
    , m_step(step)
    , m_count(count)
{
}

bool RangeIterator::next(Interpreter &, Value &item)
{
    return advance(item);
}

NativeIterator::NativeIterator(Type *type, Next next, std::vector<Value> keptAlive)
    : Object(type, Kind::Iterator)
    , m_next(std::move(next))
    , m_keptAlive(std::move(keptAlive))
{
}

bool NativeIterator::next(Interpreter &interpreter, Value &item)
{
    if (m_finished)
        return false;
    const Ref<NativeIterator> keep(this);
    if (m_next(interpreter, item))
        return true;
    m_finished = true;
    return false;
}

void NativeIterator::clearReferences()
{
    m_finished = true;
    m_next = nullptr;
    m_keptAlive.clear();
    Object::clearReferences();
}

SequenceIterator::SequenceIterator(Type *type, Value sequence)
    : Object(type, Kind::Iterator)
    , m_sequence(std::move(sequence))
{
}

bool SequenceIterator::next(Interpreter &interpreter, Value &item)
{
    Object *const object = m_sequence.object();
    if (!object)
        return false;
    const ValueVector *items = nullptr;
    switch (object->kind()) {
    case Kind::List:
        items = &static_cast<ListObject *>(object)->items();
        break;
    case Kind::Tuple:
        items = &static_cast<Tuple *>(object)->items();
        break;
    case Kind::Str: {
        auto *const text = static_cast<Str *>(object);
        if (m_index >= text->text().size())
            break;
        // The index counts UTF-16 units here: no search for positions.
        const bool pair =
            text->text().at(m_index).isHighSurrogate() && m_index + 1 < text->text().size();
        item = makeStr(text->text().mid(m_index, pair ? 2 : 1));
        m_index += pair ? 2 : 1;
        return true;
    }
    case Kind::Bytes: {
        const QByteArray &data = static_cast<Bytes *>(object)->data();
        if (m_index >= data.size())
            break;
        item = static_cast<qint64>(static_cast<unsigned char>(data.at(m_index++)));
        return true;
    }
    default: { // by __getitem__ until IndexError
        try {
            item = interpreter.getItem(m_sequence, static_cast<qint64>(m_index));
            ++m_index;
            return true;
        } catch (const ScriptException &exception) {
            if (!exception.object()->type()->isSubclassOf(interpreter.types().IndexError.get())
                && !exception.object()->type()->isSubclassOf(
                    interpreter.types().StopIteration.get()))
                throw;
        }
        break;
    }
    }
    if (items && m_index < static_cast<qsizetype>(items->size())) {
        item = (*items)[static_cast<size_t>(m_index++)];
        return true;
    }
    m_sequence = {};
    return false;
}

void SequenceIterator::clearReferences()
{
    m_sequence = {};
    Object::clearReferences();
}

TableIterator::TableIterator(Type *type, Value container, What what, bool reversed)
    : Object(type, Kind::Iterator)
    , m_container(std::move(container))
    , m_what(what)
    , m_reversed(reversed)
{
    m_size = table().size();
    m_position = reversed ? static_cast<qsizetype>(table().entries().size()) : 0;
}

const HashTable &TableIterator::table() const
{
    return m_container.isDict() ? static_cast<Dict *>(m_container.object())->table()
                                : static_cast<Set *>(m_container.object())->table();
}

bool TableIterator::next(Interpreter &, Value &item)
{
    if (!m_container.isObject())
        return false;
    const HashTable &entries = table();
    if (entries.size() != m_size) {
        const bool isDict = m_container.isDict();
        m_size = -1;
        throwRuntimeError(isDict ? u"dictionary changed size during iteration"_s
                                 : u"Set changed size during iteration"_s);
    }
    const auto count = static_cast<qsizetype>(entries.entries().size());
    const HashTable::Entry *entry = nullptr;
    if (m_reversed) {
        while (m_position > 0 && !entry) {
            --m_position;
            if (m_position < count
                && !entries.entries()[static_cast<size_t>(m_position)].key.isAbsent())
                entry = &entries.entries()[static_cast<size_t>(m_position)];
        }
    } else {
        while (m_position < count && !entry) {
            const HashTable::Entry &candidate = entries.entries()[static_cast<size_t>(m_position)];
            ++m_position;
            if (!candidate.key.isAbsent())
                entry = &candidate;
        }
    }
    if (!entry) {
        m_container = {};
        return false;
    }
    if (++m_given > m_size)
        throwRuntimeError(u"dictionary keys changed during iteration"_s);
    switch (m_what) {
    case What::Keys:
        item = entry->key;
        break;
    case What::Values:
        item = entry->value;
        break;
    case What::Items:
        item = makeTuple({ entry->key, entry->value });
        break;
    }
    return true;
}

void TableIterator::clearReferences()
{
    m_container = {};
    Object::clearReferences();
}

Value makeIterator(NativeIterator::Next next, std::vector<Value> keptAlive)
{
    return make<NativeIterator>(Interpreter::current().types().iterator.get(), std::move(next),
                                std::move(keptAlive));
}

Value compareSequences(Interpreter &interpreter, Comparison comparison, const ValueVector &a,
                       const ValueVector &b)
{
    interpreter.checkStack();
    const bool onlyEquality = comparison == Comparison::Equal || comparison == Comparison::NotEqual;
    if (onlyEquality && a.size() != b.size())
        return comparison == Comparison::NotEqual;
    size_t i = 0;
    Turns turns(interpreter);
    // Items are copied: comparing them may run code that changes the lists.
    while (i < a.size() && i < b.size()) {
        turns.turn();
        const Value left = a[i];
        const Value right = b[i];
        if (!interpreter.equals(left, right)) {
            if (onlyEquality)
                return comparison == Comparison::NotEqual;
            return interpreter.compare(comparison, left, right);
        }
        ++i;
    }
    return compareResult(comparison, a.size() <=> b.size());
}

namespace {
thread_local std::vector<const Object *> reprStack;
}

ReprGuard::ReprGuard(const Object *object)
    : m_recursive(std::find(reprStack.begin(), reprStack.end(), object) != reprStack.end())
{
    if (!m_recursive)
        reprStack.push_back(object);
}

ReprGuard::~ReprGuard()
{
    if (!m_recursive)
        reprStack.pop_back();
}

QString reprOfItems(Interpreter &interpreter, const Object *object, const ValueVector &items,
                    QStringView open, QStringView close)
{
    interpreter.checkStack();
    const ReprGuard guard(object);
    QString result = open.toString();
    if (guard.isRecursive())
        return result + u"..."_s + close.toString();
    for (size_t i = 0; i < items.size(); ++i) {
        if (i > 0)
            result += u", ";
        result += interpreter.repr(Value(items[i]));
        requireStringBytes(result.size() * 2);
    }
    if (open == u"(" && items.size() == 1)
        result += u',';
    return result + close.toString();
}

void requireStringBytes(qint64 bytes)
{
    const qsizetype limit = Interpreter::current().limits().stringBytes;
    if (bytes < 0 || bytes > limit)
        throw Interruption { Error { ErrorCode::ScriptLimit,
                                     u"string size limit of %1 bytes reached"_s.arg(
                                         QLocale::c().toString(static_cast<qint64>(limit))),
                                     {},
                                     {},
                                     {},
                                     {} } };
}

} // namespace limbeck::lang
