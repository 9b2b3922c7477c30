// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/revision/revisiongraph.h"
#include "core/revision/revisionmap.h"
#include "ui/graph/stateglyph.h"

#include <QScrollArea>

#include <array>

class QGridLayout;
class QLabel;
class QToolButton;

namespace limbeck {

/// All there is to know of one revision, with links to its neighbours and its file.
class RevisionDetails final : public QScrollArea
{
    Q_OBJECT

public:
    explicit RevisionDetails(QWidget *parent = nullptr);

    /// @p map: null when the graph is broken; then less is known.
    void show(const RevisionGraph &graph, const RevisionMap *map, const RevisionId &id,
              StateGlyph state);
    void showNothing();

Q_SIGNALS:
    void revisionClicked(const limbeck::RevisionId &id);
    void fileClicked(const QString &path);

protected:
    void changeEvent(QEvent *event) override;

private:
    enum Row {
        KindRow,
        LabelsRow,
        RevisesRow,
        DependsRow,
        RevisedByRow,
        CreatedRow,
        FileRow,
        RowCount
    };

    void setUpRows(QGridLayout *grid);
    void setRow(Row row, const QString &html);
    void clearRows();
    void setState(StateGlyph state);
    void setPartsVisible(bool visible);
    void showFile(const QString &path);
    void showDocumentation(const Revision &revision);
    void onLink(const QString &link);

    QWidget *m_content;
    QLabel *m_empty;
    QLabel *m_title;
    QLabel *m_id;
    QToolButton *m_copy;
    QLabel *m_stateIcon;
    QLabel *m_stateText;
    QLabel *m_body;
    std::array<QLabel *, RowCount> m_captions {};
    std::array<QLabel *, RowCount> m_values {};
    StateGlyph m_state = StateGlyph::Unknown;
};

} // namespace limbeck
