// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/run.h"

#include "app/limbeck/heap.h"

int main(int argc, char **argv)
{
    limbeck::prepareHeap();
    return limbeck::cli::run(argc, argv);
}
