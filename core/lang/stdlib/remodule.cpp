// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/interpreter.h"
#include "core/lang/stdlib/modules.h"
#include "core/lang/stdlib/pattern.h"
#include "core/lang/strobject.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

/// The searched text: a str, or bytes taken as Latin-1 so that positions are the same.
struct Subject
{
    Value original;
    QString text;
    bool isBytes = false;

    [[nodiscard]] Value piece(const QString &part) const
    {
        return isBytes ? makeBytes(part.toLatin1()) : makeStr(part);
    }

    /// Position in QString → index of Python.
    [[nodiscard]] qint64 index(qsizetype position) const
    {
        const Str *string = isBytes ? nullptr : original.as<Str>();
        return string && string->hasSurrogates() ? string->indexAt(position) : position;
    }

    [[nodiscard]] qsizetype position(qint64 index) const
    {
        const Str *string = isBytes ? nullptr : original.as<Str>();
        const qint64 size = string ? string->size() : text.size();
        const auto bounded = static_cast<qsizetype>(std::clamp<qint64>(index, 0, size));
        return string && string->hasSurrogates() ? string->position(bounded) : bounded;
    }
};

Subject subjectOf(Interpreter &interpreter, const Value &value)
{
    if (value.isStr())
        return { value, textOf(value), false };
    if (const auto *bytes = value.as<Bytes>())
        return { value, QString::fromLatin1(bytes->data()), true };
    throwTypeError(
        u"expected string or bytes-like object, got '%1'"_s.arg(interpreter.typeName(value)));
}

class PatternObject : public Object
{
public:
    static constexpr const char *typeName = "re.Pattern";

    explicit PatternObject(Type *type)
        : Object(type)
    {
    }

    QRegularExpression expression;
    Value pattern;
    quint32 flags = 0;

    [[nodiscard]] int groups() const { return expression.captureCount(); }

    QString repr(Interpreter &interpreter) override
    {
        QStringList names;
        const std::pair<quint32, const char *> known[] = { { RegexIgnoreCase, "re.IGNORECASE" },
                                                           { RegexMultiLine, "re.MULTILINE" },
                                                           { RegexDotAll, "re.DOTALL" },
                                                           { RegexVerbose, "re.VERBOSE" },
                                                           { RegexAscii, "re.ASCII" } };
        for (const auto &[flag, name] : known) {
            if ((flags & flag) != 0)
                names += QString::fromLatin1(name);
        }
        return u"re.compile(%1%2)"_s.arg(interpreter.repr(pattern),
                                         names.isEmpty() ? QString() : u", "_s + names.join(u'|'));
    }

    qint64 hash(Interpreter &interpreter) override { return interpreter.hash(pattern); }

    Value compare(Interpreter &interpreter, Comparison comparison, const Value &other) override
    {
        const auto *second = other.as<PatternObject>();
        if (!second || (comparison != Comparison::Equal && comparison != Comparison::NotEqual))
            return Value::notImplemented();
        const bool same = flags == second->flags && interpreter.equals(pattern, second->pattern);
        return same == (comparison == Comparison::Equal);
    }

    void clearReferences() override
    {
        pattern = {};
        Object::clearReferences();
    }
};

class MatchObject : public Object
{
public:
    static constexpr const char *typeName = "re.Match";

    explicit MatchObject(Type *type)
        : Object(type)
    {
    }

    Ref<PatternObject> pattern;
    Subject subject;
    QRegularExpressionMatch match;

    [[nodiscard]] int groupIndex(Interpreter &interpreter, const Value &group) const
    {
        int index = -1;
        if (group.isStr())
            index =
                static_cast<int>(pattern->expression.namedCaptureGroups().indexOf(textOf(group)));
        else
            index = static_cast<int>(interpreter.toIndex(group));
        if (index < 0 || index > pattern->groups() || (group.isStr() && index == 0))
            throwIndexError(u"no such group"_s);
        return index;
    }

    [[nodiscard]] Value group(int index, const Value &absent = {}) const
    {
        return match.capturedStart(index) < 0 ? absent : subject.piece(match.captured(index));
    }

    Value getItem(Interpreter &interpreter, const Value &key) override
    {
        return group(groupIndex(interpreter, key));
    }

    QString repr(Interpreter &interpreter) override
    {
        return u"<re.Match object; span=(%1, %2), match=%3>"_s
            .arg(subject.index(match.capturedStart()))
            .arg(subject.index(match.capturedEnd()))
            .arg(interpreter.repr(group(0)));
    }

    void clearReferences() override
    {
        pattern = nullptr;
        subject.original = {};
        Object::clearReferences();
    }
};

Value matchValue(Interpreter &interpreter, const Ref<PatternObject> &pattern,
                 const Subject &subject, const QRegularExpressionMatch &match)
{
    if (!match.hasMatch())
        return {};
    const auto result = interpreter.create<MatchObject>();
    result->pattern = pattern;
    result->subject = subject;
    result->match = match;
    return result;
}

[[noreturn]] void throwRegexError(Interpreter &interpreter, const QString &message)
{
    throwException(interpreter.call(interpreter.getAttr(interpreter.import(u"re"_s), "error"),
                                    { makeStr(message) }));
}

Ref<PatternObject> compiled(Interpreter &interpreter, const Value &pattern, quint32 flags)
{
    if (auto *known = pattern.as<PatternObject>())
        return Ref<PatternObject>(known);
    const Subject text = subjectOf(interpreter, pattern);
    if (text.isBytes)
        flags |= RegexAscii;
    const auto expression = compilePattern(text.text, flags);
    if (!expression)
        throwRegexError(interpreter, expression.error());
    const auto result = interpreter.create<PatternObject>();
    result->expression = *expression;
    result->pattern = pattern;
    result->flags = text.isBytes ? flags & ~RegexAscii
                                 : flags | ((flags & RegexAscii) != 0 ? 0U : quint32(RegexUnicode));
    return result;
}

/// PCRE2 gives up what takes too long: that is not the same as no match.
void requireFinished(Interpreter &interpreter, const QRegularExpressionMatch &match,
                     const PatternObject &pattern)
{
    if (match.isValid())
        return;
    throw Interruption { Error {
        ErrorCode::ScriptLimit,
        u"the regular expression %1 needs too many attempts on this text"_s.arg(
            interpreter.repr(pattern.pattern)),
        interpreter.currentSpan(),
        u"A repetition within a repetition, like (a+)+, can match the same text in very many "
        "ways."_s,
        {},
        {} } };
}

enum class Anchor { Search, Match, FullMatch };

Value find(Interpreter &interpreter, const Ref<PatternObject> &pattern, const Value &string,
           Anchor anchor, std::optional<qint64> from = {}, std::optional<qint64> to = {})
{
    Subject subject = subjectOf(interpreter, string);
    const qsizetype start = from ? subject.position(*from) : 0;
    QString text = subject.text;
    if (to)
        text.truncate(subject.position(*to));
    const QRegularExpression expression = anchor == Anchor::FullMatch
        ? wholeTextPattern(pattern->expression, pattern->flags)
        : pattern->expression;
    const auto options = anchor == Anchor::Search ? QRegularExpression::NoMatchOption
                                                  : QRegularExpression::AnchorAtOffsetMatchOption;
    interpreter.step();
    interpreter.checkInterruption(); // each match may take as long as many steps
    const auto match = expression.match(text, start, QRegularExpression::NormalMatch, options);
    requireFinished(interpreter, match, *pattern);
    return matchValue(interpreter, pattern, subject, match);
}

std::vector<QRegularExpressionMatch>
allMatches(Interpreter &interpreter, const PatternObject &pattern, const Subject &subject)
{
    std::vector<QRegularExpressionMatch> result;
    QElapsedTimer timer;
    timer.start();
    auto it = pattern.expression.globalMatch(subject.text);
    while (it.hasNext()) {
        interpreter.step();
        if (timer.elapsed() > 2)
            interpreter.checkInterruption();
        timer.restart();
        result.push_back(it.next()); // and looks for the one behind it
    }
    // The iterator does not tell whether it was given up; what was, took long.
    constexpr qint64 shortTime = 200'000; // nanoseconds: no match is given up so soon
    if (timer.nsecsElapsed() > shortTime) {
        const qsizetype end = result.empty() ? 0 : result.back().capturedEnd();
        requireFinished(interpreter, pattern.expression.match(subject.text, end), pattern);
    }
    return result;
}

Value findAll(Interpreter &interpreter, const Ref<PatternObject> &pattern, const Value &string)
{
    const Subject subject = subjectOf(interpreter, string);
    const auto result = makeList();
    for (const QRegularExpressionMatch &match : allMatches(interpreter, *pattern, subject)) {
        if (pattern->groups() == 0) {
            result->append(subject.piece(match.captured()));
        } else if (pattern->groups() == 1) {
            result->append(subject.piece(match.captured(1)));
        } else {
            ValueVector groups;
            for (int i = 1; i <= pattern->groups(); ++i)
                groups.push_back(subject.piece(match.captured(i)));
            result->append(makeTuple(std::move(groups)));
        }
    }
    return result;
}

/// A replacement template: `\1`, `\g<name>`, `\n` …
QString expand(Interpreter &interpreter, const QString &text, const MatchObject &match)
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c != u'\\' || i + 1 == text.size()) {
            result += c;
            continue;
        }
        const QChar escape = text.at(++i);
        if (escape == u'g' && i + 1 < text.size() && text.at(i + 1) == u'<') {
            const qsizetype end = text.indexOf(u'>', i);
            if (end < 0)
                throwRegexError(interpreter,
                                u"missing >, unterminated name at position %1"_s.arg(i + 2));
            const QString name = text.mid(i + 2, end - i - 2);
            bool isNumber = false;
            const int number = name.toInt(&isNumber);
            const Value group = isNumber ? Value(number) : makeStr(name);
            result += match.match.captured(match.groupIndex(interpreter, group));
            i = end;
        } else if (escape.isDigit() && escape != u'0') {
            int number = escape.digitValue();
            if (i + 1 < text.size() && text.at(i + 1).isDigit())
                number = number * 10 + text.at(++i).digitValue();
            if (number > match.pattern->groups())
                throwRegexError(interpreter,
                                u"invalid group reference %1 at position %2"_s.arg(number).arg(i));
            result += match.match.captured(number);
        } else {
            static const QHash<QChar, QChar> escapes { { u'n', u'\n' }, { u't', u'\t' },
                                                       { u'r', u'\r' }, { u'f', u'\f' },
                                                       { u'v', u'\v' }, { u'a', u'\a' },
                                                       { u'0', u'\0' }, { u'\\', u'\\' } };
            if (escapes.contains(escape))
                result += escapes.value(escape);
            else if (escape.isLetter())
                throwRegexError(interpreter,
                                u"bad escape \\%1 at position %2"_s.arg(escape).arg(i - 1));
            else
                result += u'\\' + QString(escape);
        }
    }
    return result;
}

std::pair<Value, qint64> substitute(Interpreter &interpreter, const Ref<PatternObject> &pattern,
                                    const Value &replacement, const Value &string, qint64 limit)
{
    const Subject subject = subjectOf(interpreter, string);
    const bool byFunction = !replacement.isStr() && !replacement.isBytes();
    const QString fixed = byFunction ? QString() : subjectOf(interpreter, replacement).text;
    QString result;
    qsizetype position = 0;
    qint64 count = 0;
    for (const QRegularExpressionMatch &match : allMatches(interpreter, *pattern, subject)) {
        if (limit > 0 && count == limit)
            break;
        const Value object = matchValue(interpreter, pattern, subject, match);
        result += QStringView(subject.text).mid(position, match.capturedStart() - position);
        result += byFunction
            ? subjectOf(interpreter, interpreter.call(replacement, { object })).text
            : expand(interpreter, fixed, *object.as<MatchObject>());
        position = match.capturedEnd();
        ++count;
    }
    result += QStringView(subject.text).mid(position);
    return { subject.piece(result), count };
}

Value split(Interpreter &interpreter, const Ref<PatternObject> &pattern, const Value &string,
            qint64 limit)
{
    const Subject subject = subjectOf(interpreter, string);
    const auto result = makeList();
    qsizetype position = 0;
    qint64 count = 0;
    for (const QRegularExpressionMatch &match : allMatches(interpreter, *pattern, subject)) {
        if (limit > 0 && count == limit)
            break;
        result->append(subject.piece(subject.text.mid(position, match.capturedStart() - position)));
        for (int i = 1; i <= pattern->groups(); ++i)
            result->append(match.capturedStart(i) < 0 ? Value() : subject.piece(match.captured(i)));
        position = match.capturedEnd();
        ++count;
    }
    result->append(subject.piece(subject.text.mid(position)));
    return result;
}

Value matches(Interpreter &interpreter, const Ref<PatternObject> &pattern, const Value &string)
{
    const Subject subject = subjectOf(interpreter, string);
    const auto result = makeList();
    for (const QRegularExpressionMatch &match : allMatches(interpreter, *pattern, subject))
        result->append(matchValue(interpreter, pattern, subject, match));
    return interpreter.iterate(result);
}

Value escapeText(Args &a)
{
    const Subject subject = subjectOf(a.interpreter(), a["pattern"]);
    QString result;
    for (const QChar c : subject.text) {
        if (QStringView(u"()[]{}?*+-|^$\\.&~# \t\n\r\v\f").contains(c))
            result += u'\\';
        result += c;
    }
    return subject.piece(result);
}

/// The flags argument: an int or a RegexFlag member.
quint32 flagsOf(Args &a)
{
    return static_cast<quint32>(a.interpreter().toIndex(a["flags"]));
}

std::optional<qint64> bound(Args &a, const char *name)
{
    return a[name].isNone() ? std::optional<qint64>() : a.integer(name);
}

void definePattern(ModuleBuilder &module)
{
    const auto self = [](Args &a) { return Ref<PatternObject>(&a.object<PatternObject>("self")); };
    const auto finder = [self](Anchor anchor) {
        return [self, anchor](Args &a) -> Value {
            return find(a.interpreter(), self(a), a["string"], anchor, bound(a, "pos"),
                        bound(a, "endpos"));
        };
    };
    module.define<PatternObject>("Pattern")
        .method("search(self, string, pos=None, endpos=None)", finder(Anchor::Search))
        .method("match(self, string, pos=None, endpos=None)", finder(Anchor::Match))
        .method("fullmatch(self, string, pos=None, endpos=None)", finder(Anchor::FullMatch))
        .method("findall(self, string, pos=None, endpos=None)",
                [self](Args &a) -> Value { return findAll(a.interpreter(), self(a), a["string"]); })
        .method("finditer(self, string, pos=None, endpos=None)",
                [self](Args &a) -> Value { return matches(a.interpreter(), self(a), a["string"]); })
        .method("sub(self, repl, string, count=0)",
                [self](Args &a) -> Value {
                    return substitute(a.interpreter(), self(a), a["repl"], a["string"],
                                      a.integer("count"))
                        .first;
                })
        .method("subn(self, repl, string, count=0)",
                [self](Args &a) -> Value {
                    const auto [text, count] = substitute(a.interpreter(), self(a), a["repl"],
                                                          a["string"], a.integer("count"));
                    return makeTuple({ text, Value(count) });
                })
        .method("split(self, string, maxsplit=0)",
                [self](Args &a) -> Value {
                    return split(a.interpreter(), self(a), a["string"], a.integer("maxsplit"));
                })
        .property("pattern", [](Interpreter &, PatternObject &p) -> Value { return p.pattern; })
        .property(
            "flags",
            [](Interpreter &, PatternObject &p) -> Value { return static_cast<qint64>(p.flags); })
        .property("groups", [](Interpreter &, PatternObject &p) -> Value { return p.groups(); })
        .property("groupindex", [](Interpreter &interpreter, PatternObject &p) -> Value {
            const auto result = makeDict();
            const QStringList names = p.expression.namedCaptureGroups();
            for (qsizetype i = 1; i < names.size(); ++i) {
                if (!names.at(i).isEmpty())
                    result->set(interpreter, makeStr(names.at(i)), static_cast<qint64>(i));
            }
            return result;
        });
}

Value groupsOf(Args &a)
{
    const MatchObject &self = a.object<MatchObject>("self");
    const ValueVector &wanted = a.varPositional();
    if (wanted.empty())
        return self.group(0);
    if (wanted.size() == 1)
        return self.group(self.groupIndex(a.interpreter(), wanted[0]));
    ValueVector result;
    for (const Value &group : wanted)
        result.push_back(self.group(self.groupIndex(a.interpreter(), group)));
    return makeTuple(std::move(result));
}

void defineMatch(ModuleBuilder &module)
{
    const auto edge = [](bool start) {
        return [start](Args &a) -> Value {
            const MatchObject &self = a.object<MatchObject>("self");
            const int group = self.groupIndex(a.interpreter(), a["group"]);
            const qsizetype at =
                start ? self.match.capturedStart(group) : self.match.capturedEnd(group);
            return at < 0 ? qint64(-1) : self.subject.index(at);
        };
    };
    module.define<MatchObject>("Match")
        .method("group(self, *groups)", groupsOf)
        .slots("__getitem__")
        .method("groups(self, default=None)",
                [](Args &a) -> Value {
                    const MatchObject &self = a.object<MatchObject>("self");
                    ValueVector result;
                    for (int i = 1; i <= self.pattern->groups(); ++i)
                        result.push_back(self.group(i, a["default"]));
                    return makeTuple(std::move(result));
                })
        .method("groupdict(self, default=None)",
                [](Args &a) -> Value {
                    const MatchObject &self = a.object<MatchObject>("self");
                    const auto result = makeDict();
                    const QStringList names = self.pattern->expression.namedCaptureGroups();
                    for (qsizetype i = 1; i < names.size(); ++i) {
                        if (!names.at(i).isEmpty())
                            result->set(a.interpreter(), makeStr(names.at(i)),
                                        self.group(static_cast<int>(i), a["default"]));
                    }
                    return result;
                })
        .method("start(self, group=0)", edge(true))
        .method("end(self, group=0)", edge(false))
        .method("span(self, group=0)",
                [edge](Args &a) -> Value {
                    return makeTuple({ edge(true)(a), edge(false)(a) });
                })
        .method("expand(self, template)",
                [](Args &a) -> Value {
                    return makeStr(
                        expand(a.interpreter(), a.text("template"), a.object<MatchObject>("self")));
                })
        .property("string",
                  [](Interpreter &, MatchObject &m) -> Value { return m.subject.original; })
        .property("re", [](Interpreter &, MatchObject &m) -> Value { return m.pattern; })
        .property("lastindex",
                  [](Interpreter &, MatchObject &m) -> Value {
                      const int last = m.match.lastCapturedIndex();
                      return last > 0 ? Value(last) : Value();
                  })
        .property("lastgroup", [](Interpreter &, MatchObject &m) -> Value {
            const int last = m.match.lastCapturedIndex();
            const QString name =
                last > 0 ? m.pattern->expression.namedCaptureGroups().value(last) : QString();
            return name.isEmpty() ? Value() : makeStr(name);
        });
}

const QString errorText = uR"(
class error(Exception):
    def __init__(self, msg, pattern=None, pos=None):
        super().__init__(msg)
        self.msg = msg
        self.pattern = pattern
        self.pos = pos


PatternError = error
)"_s;

const QString flagsText = uR"(
import enum as _enum


class RegexFlag(_enum.IntFlag):
    NOFLAG = 0
    IGNORECASE = I = 2
    LOCALE = L = 4
    MULTILINE = M = 8
    DOTALL = S = 16
    UNICODE = U = 32
    VERBOSE = X = 64
    ASCII = A = 256

    def __repr__(self):
        names = [flag.name for flag in RegexFlag if flag and flag.value & self.value]
        rest = self.value & ~511
        return '|'.join('re.' + name for name in names) + ('|' + hex(rest) if names and rest else hex(rest) if rest else '') or 're.NOFLAG'

    __str__ = object.__str__


NOFLAG = RegexFlag.NOFLAG
I = IGNORECASE = RegexFlag.IGNORECASE
L = LOCALE = RegexFlag.LOCALE
M = MULTILINE = RegexFlag.MULTILINE
S = DOTALL = RegexFlag.DOTALL
U = UNICODE = RegexFlag.UNICODE
X = VERBOSE = RegexFlag.VERBOSE
A = ASCII = RegexFlag.ASCII
)"_s;

} // namespace

void defineRe(ModuleBuilder &module)
{
    module.doc("Regular expressions.");
    definePattern(module);
    defineMatch(module);
    const auto pattern = [](Args &a) {
        return compiled(a.interpreter(), a["pattern"], flagsOf(a));
    };
    const auto finder = [pattern](Anchor anchor) {
        return [pattern, anchor](Args &a) -> Value {
            return find(a.interpreter(), pattern(a), a["string"], anchor);
        };
    };
    module.function("compile(pattern, flags=0)",
                    [pattern](Args &a) -> Value { return pattern(a); });
    module.function("search(pattern, string, flags=0)", finder(Anchor::Search));
    module.function("match(pattern, string, flags=0)", finder(Anchor::Match));
    module.function("fullmatch(pattern, string, flags=0)", finder(Anchor::FullMatch));
    module.function("findall(pattern, string, flags=0)", [pattern](Args &a) -> Value {
        return findAll(a.interpreter(), pattern(a), a["string"]);
    });
    module.function("finditer(pattern, string, flags=0)", [pattern](Args &a) -> Value {
        return matches(a.interpreter(), pattern(a), a["string"]);
    });
    module.function("sub(pattern, repl, string, count=0, flags=0)", [pattern](Args &a) -> Value {
        return substitute(a.interpreter(), pattern(a), a["repl"], a["string"], a.integer("count"))
            .first;
    });
    module.function("subn(pattern, repl, string, count=0, flags=0)", [pattern](Args &a) -> Value {
        const auto [text, count] =
            substitute(a.interpreter(), pattern(a), a["repl"], a["string"], a.integer("count"));
        return makeTuple({ text, Value(count) });
    });
    module.function("split(pattern, string, maxsplit=0, flags=0)", [pattern](Args &a) -> Value {
        return split(a.interpreter(), pattern(a), a["string"], a.integer("maxsplit"));
    });
    module.function("escape(pattern)", escapeText);
    module.function("purge()", [](Args &) -> Value { return {}; });
    module.later("error PatternError", [](ModuleBuilder &self) { self.script(errorText); });
    module.later("RegexFlag NOFLAG IGNORECASE I LOCALE L MULTILINE M DOTALL S UNICODE U VERBOSE X "
                 "ASCII A",
                 [](ModuleBuilder &self) { self.script(flagsText); });
}

} // namespace limbeck::lang
