// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/heap.h"

#include "core/lang/exceptions.h"

#include <QLocale>

#include <vector>

namespace limbeck::lang {

using namespace Qt::StringLiterals;

Counted::~Counted() = default;

void Counted::destroy(const Counted *object) noexcept
{
    static thread_local int depth = 0;
    static thread_local std::vector<const Counted *> pending;
    constexpr int maximumDepth = 60;
    if (depth >= maximumDepth) {
        pending.push_back(object);
        return;
    }
    ++depth;
    delete object;
    if (depth == 1) {
        while (!pending.empty()) {
            const Counted *const next = pending.back();
            pending.pop_back();
            delete next;
        }
    }
    --depth;
}

Heap::Heap() = default;
Heap::~Heap() = default;

void Heap::overflow(std::size_t bytes)
{
    Heap *const heap = currentHeap;
    heap->m_used -= static_cast<qint64>(bytes);
    throw Interruption { Error {
        ErrorCode::ScriptLimit,
        u"memory limit of %1 bytes reached"_s.arg(QLocale::c().toString(heap->m_limit)),
        {},
        {},
        {},
        {} } };
}

void Heap::require(qint64 bytes)
{
    if (currentHeap && (bytes < 0 || currentHeap->m_used + bytes > currentHeap->m_limit)) {
        currentHeap->m_used += bytes;
        overflow(static_cast<std::size_t>(bytes));
    }
}

void Heap::link(Object *object)
{
    object->m_next = m_first;
    if (m_first)
        m_first->m_previous = object;
    m_first = object;
    object->m_heap = this;
}

void Heap::unlink(Object *object)
{
    if (!object->m_heap)
        return;
    if (object->m_previous)
        object->m_previous->m_next = object->m_next;
    else
        object->m_heap->m_first = object->m_next;
    if (object->m_next)
        object->m_next->m_previous = object->m_previous;
    object->m_heap = nullptr;
}

void Heap::clear()
{
    // Holding all of them meanwhile: no object goes away while the list is walked.
    std::vector<Ref<Object>> all;
    for (Object *object = m_first; object; object = object->m_next)
        all.emplace_back(object);
    for (const Ref<Object> &object : all)
        object->clearReferences();
}

} // namespace limbeck::lang
