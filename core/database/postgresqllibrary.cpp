// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Libpq's functions that we call, each of which goes on to the library's own.

#include "core/database/clientlibrary.h"

// They are ours alone: the library must find its own under these names.
#pragma GCC visibility push(hidden)
#include <libpq-fe.h>
#pragma GCC visibility pop

namespace limbeck::database {

const ClientLibrary &postgresqlLibrary()
{
    static const ClientLibrary library("libpq.so.5", "libpq5");
    return library;
}

} // namespace limbeck::database

/// The library's function, looked up once.
#define FORWARD(name)                                                                              \
    ([] {                                                                                          \
        static const auto function = reinterpret_cast<decltype(&name)>(                            \
            limbeck::database::postgresqlLibrary().function(#name));                               \
        return function;                                                                           \
    }())

extern "C" {

int PQcancel(PGcancel *cancel, char *buffer, int size)
{
    return FORWARD(PQcancel)(cancel, buffer, size);
}

void PQclear(PGresult *result)
{
    return FORWARD(PQclear)(result);
}

char *PQcmdStatus(PGresult *result)
{
    return FORWARD(PQcmdStatus)(result);
}

char *PQcmdTuples(PGresult *result)
{
    return FORWARD(PQcmdTuples)(result);
}

PQconninfoOption *PQconndefaults()
{
    return FORWARD(PQconndefaults)();
}

PGconn *PQconnectdbParams(const char *const *keywords, const char *const *values, int expandDbname)
{
    return FORWARD(PQconnectdbParams)(keywords, values, expandDbname);
}

int PQconnectionNeedsPassword(const PGconn *connection)
{
    return FORWARD(PQconnectionNeedsPassword)(connection);
}

int PQconnectionUsedPassword(const PGconn *connection)
{
    return FORWARD(PQconnectionUsedPassword)(connection);
}

void PQconninfoFree(PQconninfoOption *connOptions)
{
    return FORWARD(PQconninfoFree)(connOptions);
}

int PQconsumeInput(PGconn *connection)
{
    return FORWARD(PQconsumeInput)(connection);
}

char *PQerrorMessage(const PGconn *connection)
{
    return FORWARD(PQerrorMessage)(connection);
}

int PQenterPipelineMode(PGconn *connection)
{
    return FORWARD(PQenterPipelineMode)(connection);
}

int PQexitPipelineMode(PGconn *connection)
{
    return FORWARD(PQexitPipelineMode)(connection);
}

void PQfinish(PGconn *connection)
{
    return FORWARD(PQfinish)(connection);
}

int PQflush(PGconn *connection)
{
    return FORWARD(PQflush)(connection);
}

char *PQfname(const PGresult *result, int column)
{
    return FORWARD(PQfname)(result, column);
}

void PQfreeCancel(PGcancel *cancel)
{
    return FORWARD(PQfreeCancel)(cancel);
}

void PQfreemem(void *pointer)
{
    return FORWARD(PQfreemem)(pointer);
}

Oid PQftype(const PGresult *result, int column)
{
    return FORWARD(PQftype)(result, column);
}

PGcancel *PQgetCancel(PGconn *connection)
{
    return FORWARD(PQgetCancel)(connection);
}

int PQgetCopyData(PGconn *connection, char **buffer, int async)
{
    return FORWARD(PQgetCopyData)(connection, buffer, async);
}

PGresult *PQgetResult(PGconn *connection)
{
    return FORWARD(PQgetResult)(connection);
}

int PQgetisnull(const PGresult *result, int row, int column)
{
    return FORWARD(PQgetisnull)(result, row, column);
}

int PQgetlength(const PGresult *result, int row, int column)
{
    return FORWARD(PQgetlength)(result, row, column);
}

char *PQgetvalue(const PGresult *result, int row, int column)
{
    return FORWARD(PQgetvalue)(result, row, column);
}

int PQisBusy(PGconn *connection)
{
    return FORWARD(PQisBusy)(connection);
}

int PQnfields(const PGresult *result)
{
    return FORWARD(PQnfields)(result);
}

const char *PQparameterStatus(const PGconn *connection, const char *paramName)
{
    return FORWARD(PQparameterStatus)(connection, paramName);
}

int PQpipelineSync(PGconn *connection)
{
    return FORWARD(PQpipelineSync)(connection);
}

int PQputCopyEnd(PGconn *connection, const char *message)
{
    return FORWARD(PQputCopyEnd)(connection, message);
}

char *PQresultErrorField(const PGresult *result, int fieldcode)
{
    return FORWARD(PQresultErrorField)(result, fieldcode);
}

char *PQresultErrorMessage(const PGresult *result)
{
    return FORWARD(PQresultErrorMessage)(result);
}

ExecStatusType PQresultStatus(const PGresult *result)
{
    return FORWARD(PQresultStatus)(result);
}

int PQsendFlushRequest(PGconn *connection)
{
    return FORWARD(PQsendFlushRequest)(connection);
}

int PQsendQuery(PGconn *connection, const char *query)
{
    return FORWARD(PQsendQuery)(connection, query);
}

int PQsendQueryParams(PGconn *connection, const char *command, int count, const Oid *types,
                      const char *const *values, const int *lengths, const int *formats,
                      int resultFormat)
{
    return FORWARD(PQsendQueryParams)(connection, command, count, types, values, lengths, formats,
                                      resultFormat);
}

int PQserverVersion(const PGconn *connection)
{
    return FORWARD(PQserverVersion)(connection);
}

PQnoticeReceiver PQsetNoticeReceiver(PGconn *connection, PQnoticeReceiver receiver, void *argument)
{
    return FORWARD(PQsetNoticeReceiver)(connection, receiver, argument);
}

int PQsetSingleRowMode(PGconn *connection)
{
    return FORWARD(PQsetSingleRowMode)(connection);
}

int PQsocket(const PGconn *connection)
{
    return FORWARD(PQsocket)(connection);
}

ConnStatusType PQstatus(const PGconn *connection)
{
    return FORWARD(PQstatus)(connection);
}

PGTransactionStatusType PQtransactionStatus(const PGconn *connection)
{
    return FORWARD(PQtransactionStatus)(connection);
}

} // extern "C"
