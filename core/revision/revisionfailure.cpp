// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/revision/revisionfailure.h"

#include "core/revision/revision.h"

using namespace Qt::StringLiterals;

namespace limbeck {

QString RevisionArgument::toString() const
{
    switch (kind) {
    case Kind::Nothing:
        return u"None"_s;
    case Kind::One:
        return values.front();
    case Kind::Many:
        break;
    }
    QStringList quoted;
    for (const QString &value : values)
        quoted.append(u'\'' + value + u'\'');
    return u'(' + quoted.join(u", "_s) + (quoted.size() == 1 ? u",)"_s : u")"_s);
}

tl::unexpected<RevisionFailure> revisionFailure(RevisionFailure::Kind kind, const QString &message)
{
    RevisionFailure failure;
    failure.kind = kind;
    failure.message = message;
    return tl::unexpected(failure);
}

Error commandError(const RevisionFailure &failure, const FailureWords &words)
{
    Error error;
    error.subjects = failure.subjects;
    switch (failure.kind) {
    case RevisionFailure::Kind::NotAnAncestor: {
        error.code = ErrorCode::InvalidPlan;
        error.message = words.notAnAncestor.isEmpty()
            ? u"Requested range %(start)s:%(end)s does not refer to ancestor/descendant revisions along the same branch"_s
            : words.notAnAncestor;
        error.message.replace(u"%(start)s"_s, words.start.value_or(failure.start));
        error.message.replace(u"%(end)s"_s, words.end.value_or(failure.end));
        break;
    }
    case RevisionFailure::Kind::MultipleHeads: {
        error.code = ErrorCode::MultipleHeads;
        error.message = words.multipleHeads.isEmpty()
            ? u"Multiple head revisions are present for given argument '%1'; please specify a "
              u"specific target "
              "revision, '<branchname>@%1' to narrow to a specific head, or 'heads' for all heads"_s
                  .arg(words.end && !words.end->isEmpty() ? *words.end : failure.argument)
            : words.multipleHeads;
        if (!failure.subjects.isEmpty())
            error.hint = u"The heads are %1"_s.arg(joinForMessage(failure.subjects));
        break;
    }
    case RevisionFailure::Kind::Resolution:
        error.code =
            failure.subjects.isEmpty() ? ErrorCode::UnknownRevision : ErrorCode::AmbiguousRevision;
        error.message = u"Can't locate revision identified by '%1'"_s.arg(failure.argument);
        error.hint = failure.message;
        break;
    case RevisionFailure::Kind::Other:
        error.code = ErrorCode::InvalidPlan;
        error.message = failure.message;
        break;
    case RevisionFailure::Kind::Assertion:
        error.code = ErrorCode::ImpossibleTarget;
        error.message = failure.message;
        break;
    }
    return error;
}

} // namespace limbeck
