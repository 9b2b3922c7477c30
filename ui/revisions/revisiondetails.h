// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/revision/revisionmap.h"
#include "ui/graph/revisionstates.h"

#include <QTextBrowser>

namespace limbeck {

/// All there is to know of one revision, with links to its neighbours.
class RevisionDetails final : public QTextBrowser
{
    Q_OBJECT

public:
    explicit RevisionDetails(QWidget *parent = nullptr);

    void show(const RevisionMap &map, const RevisionId &id, RevisionState state);
    void showNothing();

Q_SIGNALS:
    void revisionClicked(const limbeck::RevisionId &id);
};

} // namespace limbeck
