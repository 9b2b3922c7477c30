// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/run.h"

int main(int argc, char **argv)
{
    return limbeck::cli::run(argc, argv);
}
