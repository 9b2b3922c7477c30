// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/makotemplaterenderer.h"

#include "core/config/pythontext.h"
#include "core/config/textfile.h"
#include "core/lang/containers.h"
#include "core/lang/strobject.h"
#include "core/script/makotranslation.h"
#include "core/script/plaintemplaterenderer.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// What a template finds besides its values. An undefined name is false, and an error when it is
/// shown.
const QString prelude = uR"(import datetime
import builtins as _builtins
class _Undefined:
    def __bool__(self):
        return False
    def __str__(self):
        raise NameError('Undefined')
UNDEFINED = _Undefined()
def _filter_h(text):
    text = str(text).replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    return text.replace('"', '&#34;').replace("'", '&#39;')
def _filter_u(text):
    from urllib.parse import quote_plus
    return quote_plus(str(text))
def _filter_trim(text):
    return str(text).strip()
def _filter_entity(text):
    from html.entities import codepoint2name
    return ''.join('&%s;' % codepoint2name[ord(c)] if ord(c) in codepoint2name else c for c in str(text))
def comma(value):
    if value is None:
        return ''
    return value if isinstance(value, str) else ', '.join(value)
class _Config:
    def __init__(self, section, sections):
        self.config_ini_section = section
        self._sections = sections
    def get_section(self, name, default=None):
        return self._sections.get(name, default)
    def get_section_option(self, section, name, default=None):
        return self._sections.get(section, {}).get(name.lower(), default)
    def get_main_option(self, name, default=None):
        return self.get_section_option(self.config_ini_section, name, default)
    get_alembic_option = get_main_option
class _Context:
    def __init__(self, values):
        self._values = values
    def get(self, key, default=None):
        return self._values.get(key, default)
    def __getitem__(self, key):
        return self._values[key]
    def keys(self):
        return list(self._values)
    def write(self, text):
        _out.append(text)
_out = []
_outer_texts = []
def _begin_text():
    global _out
    _outer_texts.append(_out)
    _out = []
def _end_text():
    global _out
    text = ''.join(_out)
    _out = _outer_texts.pop()
    return text
def capture(function, *arguments, **keywords):
    _begin_text()
    try:
        function(*arguments, **keywords)
    finally:
        text = _end_text()
    return text
class _Loop:
    def __init__(self, items, outer):
        self._items = items
        self._outer = outer
        self.parent = outer
        self.index = 0
    def __iter__(self):
        for item in self._items:
            yield item
            self.index += 1
    def __len__(self):
        return len(self._items)
    @property
    def reverse_index(self):
        return len(self) - self.index - 1
    @property
    def first(self):
        return self.index == 0
    @property
    def last(self):
        return self.index == len(self) - 1
    @property
    def even(self):
        return not self.odd
    @property
    def odd(self):
        return bool(self.index % 2)
    def cycle(self, *values):
        return values[self.index % len(values)]
class _Template:
    def __getattr__(self, name):
        return globals()[name]
self = local = _Template()
loop = None
)"_s;

QString literal(const QStringList &ids)
{
    if (ids.isEmpty())
        return u"None"_s;
    return ids.size() == 1 ? pythonRepr(ids.front()) : pythonTuple(ids);
}

QString dateLiteral(const TemplateValues &values)
{
    const QDateTime &date = values.created;
    const QStringList parts {
        QString::number(date.date().year()),       QString::number(date.date().month()),
        QString::number(date.date().day()),        QString::number(date.time().hour()),
        QString::number(date.time().minute()),     QString::number(date.time().second()),
        QString::number(date.time().msec() * 1000)
    };
    QString zone;
    if (values.hasTimeZone)
        zone = u", tzinfo=datetime.timezone(datetime.timedelta(seconds=%1))"_s.arg(
            date.offsetFromUtc());
    return u"datetime.datetime("_s + parts.join(u", "_s) + zone + u')';
}

/// Name and Python literal of every value that is set.
std::vector<std::pair<QString, QString>> literals(const TemplateValues &values)
{
    std::vector<std::pair<QString, QString>> result {
        { u"message"_s, pythonRepr(values.message) },
        { u"up_revision"_s, pythonRepr(values.upRevision) },
        { u"down_revision"_s, literal(values.downRevision) },
        { u"branch_labels"_s, values.branchLabels ? pythonTuple(*values.branchLabels) : u"None"_s },
        { u"depends_on"_s, literal(values.dependsOn) },
        { u"create_date"_s, dateLiteral(values) },
    };
    for (const auto &[name, text] : values.texts)
        result.emplace_back(name, pythonRepr(text));
    return result;
}

/// The whole program, and where the template's body begins in it.
struct Program
{
    QStringList lines;
    int bodyLine = 0;
};

Program programFor(const MakoTranslation &translation, const QStringList &configLines,
                   const TemplateValues &values)
{
    Program program;
    program.lines = prelude.split(u'\n') + configLines;
    QStringList names { u"**_arguments"_s };
    for (const auto &[name, text] : literals(values)) {
        program.lines.append(name + u" = "_s + text);
        names.append(u'\'' + name + u"': "_s + name);
    }
    program.lines.append(u"context = _Context({'config': config, 'comma': comma, "_s
                         + names.join(u", "_s) + u"})"_s);
    // Names that nothing binds are undefined rather than an error.
    for (const QString &name : translation.names) {
        program.lines.append(
            u"if %1 not in globals() and not hasattr(_builtins, %1): globals()[%1] = UNDEFINED"_s
                .arg(pythonRepr(name)));
    }
    program.lines += translation.moduleLines;
    program.bodyLine = static_cast<int>(program.lines.size()) + 1;
    program.lines += translation.lines;
    program.lines.append(u"_rendered = ''.join(_out)"_s);
    return program;
}

} // namespace

QStringList MakoTemplateRenderer::configLines() const
{
    if (m_environment.interpreter != nullptr)
        return { u"config = _config"_s };
    QStringList sections;
    for (const QString &section : m_ini.sections()) {
        QStringList entries;
        for (const QString &name : m_ini.ownOptions(section)) {
            const auto value = m_ini.value(section, name);
            if (value && *value)
                entries.append(pythonRepr(name) + u": "_s + pythonRepr(**value));
        }
        sections.append(pythonRepr(section) + u": {"_s + entries.join(u", "_s) + u'}');
    }
    return { u"config = _Config(%1, {%2})"_s.arg(pythonRepr(m_section), sections.join(u", "_s)) };
}

Result<QString> MakoTemplateRenderer::render(const QString &templatePath,
                                             const TemplateValues &values)
{
    const Result<QString> text = readTextFile(templatePath);
    if (!text)
        return failure(text.error());
    // The usual template is made of simple substitutions and needs no evaluation.
    if (m_environment.arguments.empty()) {
        const Result<QString> simple =
            PlainTemplateRenderer::renderText(templatePath, *text, values);
        if (simple || simple.error().code != ErrorCode::Unsupported)
            return simple;
    }
    return renderText(templatePath, *text, values);
}

Result<QString> MakoTemplateRenderer::renderText(const QString &name, const QString &text,
                                                 const TemplateValues &values) const
{
    QString normalized = text;
    normalized.replace(u"\r\n"_s, u"\n"_s);
    const auto source = std::make_shared<const SourceFile>(name, normalized);
    const auto translation = translateMako(source);
    if (!translation)
        return failure(translation.error());
    const Program program = programFor(*translation, configLines(), values);

    const auto file = std::make_shared<const SourceFile>(name, program.lines.join(u'\n') + u'\n');
    const Result<QString> done = evaluated(file);
    if (!done) {
        Error error = done.error();
        error.notes.clear();
        const int line = error.span.range.line - program.bodyLine;
        error.span = {};
        if (line >= 0 && line < static_cast<int>(translation->templateLines.size())) {
            const int templateLine = translation->templateLines[static_cast<size_t>(line)];
            error.span = { source, { templateLine, 1, templateLine, 1 } };
        }
        return failure(error.within(name));
    }
    return done;
}

Result<QString> MakoTemplateRenderer::evaluated(const SourceFilePtr &program) const
{
    std::unique_ptr<lang::Interpreter> own;
    lang::Interpreter *interpreter = m_environment.interpreter;
    if (interpreter == nullptr) {
        own = std::make_unique<lang::Interpreter>();
        interpreter = own.get();
    }
    QString result;
    const auto done = interpreter->guarded([&]() -> lang::Value {
        const lang::Ref<lang::Dict> globals = lang::makeDict();
        const lang::Ref<lang::Dict> arguments = lang::makeDict();
        for (const auto &[name, value] : m_environment.arguments) {
            globals->set(*interpreter, lang::makeStr(name), value);
            arguments->set(*interpreter, lang::makeStr(name), value);
        }
        globals->set("__name__", lang::makeStr(u"script_template"_s));
        globals->set("_arguments", arguments);
        globals->set("_config", m_environment.config);
        interpreter->runText(program, globals);
        result = interpreter->str(*globals->find("_rendered"));
        return {};
    });
    if (!done)
        return failure(done.error());
    return result;
}

} // namespace limbeck
