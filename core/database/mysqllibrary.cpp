// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The functions of MariaDB's client library that we call, each of which goes on to the library's
// own.

#include "core/database/clientlibrary.h"

// They are ours alone: the library must find its own under these names.
#pragma GCC visibility push(hidden)
#include <mariadb/mysql.h>
#pragma GCC visibility pop

namespace limbeck::database {

const ClientLibrary &mysqlLibrary()
{
    static const ClientLibrary library("libmariadb.so.3", "libmariadb3");
    return library;
}

} // namespace limbeck::database

/// The library's function, looked up once.
#define FORWARD(name)                                                                              \
    ([] {                                                                                          \
        static const auto function =                                                               \
            reinterpret_cast<decltype(&name)>(limbeck::database::mysqlLibrary().function(#name));  \
        return function;                                                                           \
    }())

extern "C" {

my_bool mariadb_get_info(MYSQL *mysql, mariadb_value value, void *argument)
{
    return FORWARD(mariadb_get_info)(mysql, value, argument);
}

my_ulonglong mysql_affected_rows(MYSQL *mysql)
{
    return FORWARD(mysql_affected_rows)(mysql);
}

my_bool mysql_autocommit(MYSQL *mysql, my_bool mode)
{
    return FORWARD(mysql_autocommit)(mysql, mode);
}

void mysql_close(MYSQL *mysql)
{
    return FORWARD(mysql_close)(mysql);
}

unsigned int mysql_errno(MYSQL *mysql)
{
    return FORWARD(mysql_errno)(mysql);
}

const char *mysql_error(MYSQL *mysql)
{
    return FORWARD(mysql_error)(mysql);
}

MYSQL_FIELD *mysql_fetch_fields(MYSQL_RES *result)
{
    return FORWARD(mysql_fetch_fields)(result);
}

unsigned long *mysql_fetch_lengths(MYSQL_RES *result)
{
    return FORWARD(mysql_fetch_lengths)(result);
}

MYSQL_ROW mysql_fetch_row(MYSQL_RES *result)
{
    return FORWARD(mysql_fetch_row)(result);
}

unsigned int mysql_field_count(MYSQL *mysql)
{
    return FORWARD(mysql_field_count)(mysql);
}

void mysql_free_result(MYSQL_RES *result)
{
    return FORWARD(mysql_free_result)(result);
}

char *mysql_get_server_info(MYSQL *mysql)
{
    return FORWARD(mysql_get_server_info)(mysql);
}

my_socket mysql_get_socket(MYSQL *mysql)
{
    return FORWARD(mysql_get_socket)(mysql);
}

unsigned int mysql_get_timeout_value_ms(const MYSQL *mysql)
{
    return FORWARD(mysql_get_timeout_value_ms)(mysql);
}

MYSQL *mysql_init(MYSQL *mysql)
{
    return FORWARD(mysql_init)(mysql);
}

my_ulonglong mysql_insert_id(MYSQL *mysql)
{
    return FORWARD(mysql_insert_id)(mysql);
}

int mysql_next_result(MYSQL *mysql)
{
    return FORWARD(mysql_next_result)(mysql);
}

unsigned int mysql_num_fields(MYSQL_RES *result)
{
    return FORWARD(mysql_num_fields)(result);
}

int mysql_options(MYSQL *mysql, mysql_option option, const void *argument)
{
    return FORWARD(mysql_options)(mysql, option, argument);
}

int mysql_options4(MYSQL *mysql, mysql_option option, const void *arg1, const void *arg2)
{
    return FORWARD(mysql_options4)(mysql, option, arg1, arg2);
}

MYSQL *mysql_real_connect(MYSQL *mysql, const char *host, const char *user, const char *password,
                          const char *database, unsigned int port, const char *unixSocket,
                          unsigned long flags)
{
    return FORWARD(mysql_real_connect)(mysql, host, user, password, database, port, unixSocket,
                                       flags);
}

int mysql_real_query(MYSQL *mysql, const char *text, unsigned long length)
{
    return FORWARD(mysql_real_query)(mysql, text, length);
}

int mysql_real_query_cont(int *result, MYSQL *mysql, int status)
{
    return FORWARD(mysql_real_query_cont)(result, mysql, status);
}

int mysql_real_query_start(int *result, MYSQL *mysql, const char *text, unsigned long length)
{
    return FORWARD(mysql_real_query_start)(result, mysql, text, length);
}

unsigned long mysql_thread_id(MYSQL *mysql)
{
    return FORWARD(mysql_thread_id)(mysql);
}

MYSQL_RES *mysql_use_result(MYSQL *mysql)
{
    return FORWARD(mysql_use_result)(mysql);
}

unsigned int mysql_warning_count(MYSQL *mysql)
{
    return FORWARD(mysql_warning_count)(mysql);
}

} // extern "C"
