// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/targets/environment.h"

class QWidget;

namespace limbeck {

class ProjectSession;

/// The database that a dialog is about: name, place and environment, in its colour.
[[nodiscard]] QWidget *targetHead(const ProjectSession &session, Environment environment,
                                  QWidget *parent);

} // namespace limbeck
