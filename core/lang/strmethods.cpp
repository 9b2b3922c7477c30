// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The methods of str, in two parts: what looks at texts, and what makes new ones (strediting.cpp).

#include "core/lang/strmethods.h"

#include "core/lang/builtins.h"
#include "core/lang/format.h"
#include "core/lang/interpreter.h"
#include "core/lang/sequence.h"
#include "core/lang/textcodecs.h"
#include "core/lang/textsearch.h"
#include "core/lang/turns.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

Value newStr(Args &a)
{
    Interpreter &in = a.interpreter();
    QString text;
    if (!a["object"].isAbsent()) {
        if (!a["encoding"].isAbsent() || !a["errors"].isAbsent()) {
            if (!a["object"].isBytes())
                throwTypeError(u"decoding to str: need a bytes-like object, %1 found"_s.arg(
                    in.typeName(a["object"])));
            text = decodeBytes(static_cast<Bytes *>(a["object"].object())->data(),
                               a["encoding"].isAbsent() ? u"utf-8"_s : a.text("encoding"),
                               a["errors"].isAbsent() ? u"strict"_s : a.text("errors"));
        } else if (a["object"].isStr() && a[0].is(Value(in.types().str))
                   && a["object"].object()->type() == in.types().str.get()) {
            return a["object"];
        } else {
            text = in.str(a["object"]);
        }
    }
    return make<Str>(static_cast<Type *>(a[0].object()), text);
}

/// The part of the text that optional start and end (code points) choose, and where it begins.
struct Window
{
    QString text;
    qsizetype start = 0;
    bool valid = true;
};

Window windowOf(Args &a)
{
    const auto &self = *static_cast<Str *>(a[0].object());
    const SliceObject slice(a.interpreter().types().slice.get(), a["start"], a["end"], {});
    const qint64 size = self.size();
    const SliceBounds bounds = sliceBounds(a.interpreter(), slice, size);
    Window window;
    window.start = static_cast<qsizetype>(bounds.start);
    window.valid = bounds.start <= bounds.stop;
    window.text =
        self.slice(window.start, static_cast<qsizetype>(std::max(bounds.start, bounds.stop)));
    return window;
}

QString wantedText(const Args &a)
{
    if (!a["sub"].isStr() && !a["sub"].isOpaque())
        throwTypeError(u"must be str, not %1"_s.arg(a.interpreter().typeName(a["sub"])));
    return a.text("sub");
}

qsizetype find(Args &a, bool last)
{
    const QString wanted = wantedText(a);
    const Window window = windowOf(a);
    if (!window.valid)
        return -1;
    // Not the negative-length special cases of QString: an empty text is found at the window's
    // ends.
    qsizetype at = 0;
    if (wanted.isEmpty())
        at = last ? window.text.size() : 0;
    else
        at = last ? window.text.lastIndexOf(wanted) : findText(window.text, wanted);
    if (at < 0)
        return -1;
    const Str measured(a.interpreter().types().str.get(), window.text);
    return window.start + measured.indexAt(at);
}

Value index(Args &a, bool last)
{
    const qsizetype at = find(a, last);
    if (at < 0)
        throwValueError(u"substring not found"_s);
    return static_cast<qint64>(at);
}

Value startsOrEnds(Args &a, bool starts)
{
    const Window window = windowOf(a);
    const auto test = [&](const Value &value) {
        const QString &part = textOf(value);
        return window.valid && (starts ? window.text.startsWith(part) : window.text.endsWith(part));
    };
    const Value &wanted = a["prefix"];
    if (wanted.isStr())
        return test(wanted);
    if (!wanted.isTuple())
        throwTypeError(u"%1 first arg must be str or a tuple of str, not %2"_s.arg(
            starts ? u"startswith"_s : u"endswith"_s, a.interpreter().typeName(wanted)));
    for (const Value &part : static_cast<Tuple *>(wanted.object())->items()) {
        if (!part.isStr())
            throwTypeError(u"tuple for %1 must only contain str, not %2"_s.arg(
                starts ? u"startswith"_s : u"endswith"_s, a.interpreter().typeName(part)));
        if (test(part))
            return true;
    }
    return false;
}

Value count(Args &a)
{
    const QString wanted = wantedText(a);
    const Window window = windowOf(a);
    if (!window.valid)
        return 0;
    if (wanted.isEmpty())
        return static_cast<qint64>(window.text.toUcs4().size() + 1);
    qint64 number = 0;
    Turns turns(a.interpreter());
    for (qsizetype at = findText(window.text, wanted); at >= 0;
         at = findText(window.text, wanted, at + wanted.size())) {
        turns.turn();
        ++number;
    }
    return number;
}

template <typename Test>
Value all(Args &a, Test test)
{
    const QList<uint> codes = textOf(a[0]).toUcs4();
    return !codes.isEmpty() && std::all_of(codes.begin(), codes.end(), test);
}

/// islower(), isupper(), istitle(): cased letters decide, and there must be one.
Value caseIs(Args &a, bool upper)
{
    bool cased = false;
    for (const uint code : textOf(a[0]).toUcs4()) {
        if (QChar::isTitleCase(code) || (upper ? QChar::isLower(code) : QChar::isUpper(code)))
            return false;
        cased = cased || QChar::isUpper(code) || QChar::isLower(code);
    }
    return cased;
}

Value isTitle(Args &a)
{
    bool cased = false;
    bool previousCased = false;
    for (const uint code : textOf(a[0]).toUcs4()) {
        if (QChar::isUpper(code) || QChar::isTitleCase(code)) {
            if (previousCased)
                return false;
            cased = previousCased = true;
        } else if (QChar::isLower(code)) {
            if (!previousCased)
                return false;
            cased = previousCased = true;
        } else {
            previousCased = false;
        }
    }
    return cased;
}

Value isIdentifier(Args &a)
{
    const QList<uint> codes = textOf(a[0]).toUcs4();
    const auto isStart = [](uint c) {
        return c == U'_' || QChar::isLetter(c) || QChar::category(c) == QChar::Number_Letter;
    };
    const auto isPart = [&](uint c) {
        return isStart(c) || QChar::isMark(c) || QChar::category(c) == QChar::Number_DecimalDigit
            || QChar::category(c) == QChar::Punctuation_Connector;
    };
    return !codes.isEmpty() && isStart(codes.constFirst())
        && std::all_of(codes.begin(), codes.end(), isPart);
}

} // namespace

void defineStrType(Interpreter &interpreter)
{
    TypeBuilder builder = core(interpreter, interpreter.types().str);
    builder.make("(cls, object=?, encoding=?, errors=?)", newStr)
        .slots("__add__ __mul__ __rmul__ __mod__ __lt__ __le__ __eq__ __ne__ __gt__ __ge__ "
               "__hash__ __len__ __iter__ "
               "__contains__ __getitem__ __repr__ __str__ __format__")
        .method("find(self, sub, start=None, end=None, /)",
                [](Args &a) -> Value { return static_cast<qint64>(find(a, false)); })
        .method("rfind(self, sub, start=None, end=None, /)",
                [](Args &a) -> Value { return static_cast<qint64>(find(a, true)); })
        .method("index(self, sub, start=None, end=None, /)",
                [](Args &a) { return index(a, false); })
        .method("rindex(self, sub, start=None, end=None, /)",
                [](Args &a) { return index(a, true); })
        .method("count(self, sub, start=None, end=None, /)", count)
        .method("startswith(self, prefix, start=None, end=None, /)",
                [](Args &a) { return startsOrEnds(a, true); })
        .method("endswith(self, prefix, start=None, end=None, /)",
                [](Args &a) { return startsOrEnds(a, false); })
        .method("isalpha(self, /)",
                [](Args &a) { return all(a, [](uint c) { return QChar::isLetter(c); }); })
        .method("isalnum(self, /)",
                [](Args &a) { return all(a, [](uint c) { return QChar::isLetterOrNumber(c); }); })
        .method("isdigit(self, /)",
                [](Args &a) { return all(a, [](uint c) { return QChar::digitValue(c) >= 0; }); })
        .method("isdecimal(self, /)",
                [](Args &a) {
                    return all(
                        a, [](uint c) { return QChar::category(c) == QChar::Number_DecimalDigit; });
                })
        .method("isnumeric(self, /)",
                [](Args &a) { return all(a, [](uint c) { return QChar::isNumber(c); }); })
        .method("isspace(self, /)",
                [](Args &a) { return all(a, [](uint c) { return QChar::isSpace(c); }); })
        .method("isascii(self, /)",
                [](Args &a) -> Value {
                    const QString &text = textOf(a[0]);
                    return std::all_of(text.begin(), text.end(),
                                       [](QChar c) { return c.unicode() < 128; });
                })
        .method("isprintable(self, /)",
                [](Args &a) -> Value {
                    // What repr() shows as it is; that it escapes these two has other reasons.
                    QString text = textOf(a[0]);
                    text.remove(u'\\').remove(u'\'');
                    return !quoted(text).contains(u'\\');
                })
        .method("islower(self, /)", [](Args &a) { return caseIs(a, false); })
        .method("isupper(self, /)", [](Args &a) { return caseIs(a, true); })
        .method("istitle(self, /)", isTitle)
        .method("isidentifier(self, /)", isIdentifier);
    defineStrEditing(builder);
}

} // namespace limbeck::lang
