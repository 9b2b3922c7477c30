// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/stateglyph.h"
#include "ui/targets/environment.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace limbeck;

namespace {

qreal luminance(const QColor &colour)
{
    const auto linear = [](qreal part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

/// Source: WCAG 2.1, "contrast ratio".
qreal contrast(const QColor &a, const QColor &b)
{
    const qreal lighter = std::max(luminance(a), luminance(b));
    const qreal darker = std::min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace

class tst_Theme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReadable_data();
    void isReadable();

    void fillsTheStyleSheet_data() { isReadable_data(); }

    void fillsTheStyleSheet();
    void isToldByItsPalette();
    void changesTheApplication();
    void drawsEveryIcon();
    void givesEachStateAShape();
    void tellsProductionByItsName();
};

void tst_Theme::isReadable_data()
{
    QTest::addColumn<int>("scheme");
    QTest::newRow("light") << static_cast<int>(ColorScheme::Light);
    QTest::newRow("dark") << static_cast<int>(ColorScheme::Dark);
}

void tst_Theme::isReadable()
{
    QFETCH(int, scheme);
    const Theme &theme = Theme::forScheme(static_cast<ColorScheme>(scheme));
    for (const QColor &paper :
         { theme.base, theme.panel, theme.window, theme.selection, theme.hover }) {
        QVERIFY2(contrast(theme.text, paper) >= 7, qPrintable(paper.name()));
        QVERIFY2(contrast(theme.mutedText, paper) >= 4.5, qPrintable(paper.name()));
    }
    QVERIFY(contrast(theme.onAccent, theme.accent) >= 4.5);
    QVERIFY(contrast(theme.faintText, theme.base) >= 3);
    for (const QColor &text : { theme.accent, theme.error, theme.warning, theme.success })
        QVERIFY2(contrast(text, theme.base) >= 4.5, qPrintable(text.name()));
    for (const QColor &fill :
         { theme.errorFill, theme.warningFill, theme.informationFill, theme.successFill })
        QVERIFY2(contrast(theme.text, fill) >= 7, qPrintable(fill.name()));
    // Marks and lines: what is not text needs 3.
    for (const QColor &mark : { theme.applied, theme.current, theme.pending, theme.missing,
                                theme.development, theme.staging, theme.production })
        QVERIFY2(contrast(mark, theme.base) >= 3, qPrintable(mark.name()));
}

void tst_Theme::fillsTheStyleSheet()
{
    QFETCH(int, scheme);
    const QString sheet = Theme::forScheme(static_cast<ColorScheme>(scheme)).styleSheet();
    QVERIFY(sheet.contains(u"QPushButton"_s));
    static const QRegularExpression comment(u"/\\*.*?\\*/"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    QString rules = sheet;
    rules.remove(comment);
    QVERIFY2(!rules.contains(u'@'), qPrintable(rules.mid(rules.indexOf(u'@'), 40)));
    static const QRegularExpression url(u"url\\(:([^)]+)\\)"_s);
    auto match = url.globalMatch(rules);
    QVERIFY(match.hasNext());
    while (match.hasNext()) {
        const QString file = u':' + match.next().captured(1);
        QVERIFY2(QFile::exists(file), qPrintable(file));
    }
}

void tst_Theme::isToldByItsPalette()
{
    for (const ColorScheme scheme : { ColorScheme::Light, ColorScheme::Dark })
        QCOMPARE(Theme::of(Theme::forScheme(scheme).palette()).scheme, scheme);
}

void tst_Theme::changesTheApplication()
{
    Appearance appearance;
    appearance.setChoice(Appearance::Choice::Dark);
    QCOMPARE(appearance.scheme(), ColorScheme::Dark);
    QCOMPARE(QApplication::palette().color(QPalette::Base),
             Theme::forScheme(ColorScheme::Dark).base);
    QVERIFY(qApp->styleSheet().contains(Theme::forScheme(ColorScheme::Dark).accent.name()));
    appearance.setChoice(Appearance::Choice::Light);
    QCOMPARE(QApplication::palette().color(QPalette::Base),
             Theme::forScheme(ColorScheme::Light).base);
    for (const auto choice :
         { Appearance::Choice::System, Appearance::Choice::Light, Appearance::Choice::Dark })
        QVERIFY(appearanceChoice(toString(choice)) == choice);
}

void tst_Theme::drawsEveryIcon()
{
    const QStringList names = QDir(u":/icons"_s).entryList({ u"*.svg"_s });
    QVERIFY(names.size() > 20);
    const auto inked = [](const QImage &image) {
        int pixels = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                pixels += image.pixelColor(x, y).alpha() > 100 ? 1 : 0;
        }
        return pixels;
    };
    for (const QString &name : names) {
        const QIcon icon = themedIcon(name.chopped(4));
        const QImage image = icon.pixmap(QSize(32, 32), 1.0).toImage();
        QCOMPARE(image.size(), QSize(32, 32));
        QVERIFY2(inked(image) > 20, qPrintable(name));
    }
}

void tst_Theme::givesEachStateAShape()
{
    const StateGlyph glyphs[] = { StateGlyph::Unknown, StateGlyph::Pending, StateGlyph::Applied,
                                  StateGlyph::Current, StateGlyph::Missing, StateGlyph::Running,
                                  StateGlyph::Failed };
    QList<QImage> shapes;
    QStringList texts;
    for (const StateGlyph glyph : glyphs) {
        // Without colour: only where there is ink.
        const QImage shape = stateIcon(glyph)
                                 .pixmap(QSize(18, 18), 1.0)
                                 .toImage()
                                 .convertToFormat(QImage::Format_Grayscale8);
        QVERIFY(!shapes.contains(shape));
        QVERIFY(!texts.contains(stateText(glyph)));
        shapes += shape;
        texts += stateText(glyph);
    }
}

void tst_Theme::tellsProductionByItsName()
{
    QVERIFY(looksLikeProduction(u"postgresql support_prod on db1"_s));
    QVERIFY(looksLikeProduction(u"mysql app on live.example.org"_s));
    QVERIFY(!looksLikeProduction(u"sqlite /home/me/products.db"_s));
    QVERIFY(!looksLikeProduction(u"postgresql delivery on db1"_s));
    for (const Environment environment : { Environment::Unset, Environment::Development,
                                           Environment::Staging, Environment::Production })
        QVERIFY(environmentFromString(toString(environment)) == environment);
}

QTEST_MAIN(tst_Theme)
#include "tst_theme.moc"
