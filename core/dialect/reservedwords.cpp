// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/reservedwords.h"

#include <algorithm>
#include <array>
#include <string_view>

using namespace std::string_view_literals;

namespace limbeck::dialect {
namespace {

// Sorted, for binary search. The words are those that SQLAlchemy 2.0.52 quotes.

// clang-format off
constexpr std::array<std::u16string_view, 102> postgresqlWords {
    u"all"sv, u"analyse"sv, u"analyze"sv, u"and"sv, u"any"sv, u"array"sv, u"as"sv, u"asc"sv, u"asymmetric"sv,
    u"authorization"sv, u"between"sv, u"binary"sv, u"both"sv, u"case"sv, u"cast"sv, u"check"sv, u"collate"sv,
    u"column"sv, u"constraint"sv, u"create"sv, u"cross"sv, u"current_catalog"sv, u"current_date"sv,
    u"current_role"sv, u"current_schema"sv, u"current_time"sv, u"current_timestamp"sv, u"current_user"sv,
    u"default"sv, u"deferrable"sv, u"desc"sv, u"distinct"sv, u"do"sv, u"else"sv, u"end"sv, u"except"sv,
    u"false"sv, u"fetch"sv, u"for"sv, u"foreign"sv, u"freeze"sv, u"from"sv, u"full"sv, u"grant"sv, u"group"sv,
    u"having"sv, u"ilike"sv, u"in"sv, u"initially"sv, u"inner"sv, u"intersect"sv, u"into"sv, u"is"sv,
    u"isnull"sv, u"join"sv, u"leading"sv, u"left"sv, u"like"sv, u"limit"sv, u"localtime"sv,
    u"localtimestamp"sv, u"natural"sv, u"new"sv, u"not"sv, u"notnull"sv, u"null"sv, u"of"sv, u"off"sv,
    u"offset"sv, u"old"sv, u"on"sv, u"only"sv, u"or"sv, u"order"sv, u"outer"sv, u"over"sv, u"overlaps"sv,
    u"placing"sv, u"primary"sv, u"references"sv, u"returning"sv, u"right"sv, u"select"sv, u"session_user"sv,
    u"similar"sv, u"some"sv, u"symmetric"sv, u"table"sv, u"then"sv, u"to"sv, u"trailing"sv, u"true"sv,
    u"union"sv, u"unique"sv, u"user"sv, u"using"sv, u"variadic"sv, u"verbose"sv, u"when"sv, u"where"sv,
    u"window"sv, u"with"sv,
};

constexpr std::array<std::u16string_view, 278> mysqlWords {
    u"accessible"sv, u"add"sv, u"admin"sv, u"all"sv, u"alter"sv, u"analyze"sv, u"and"sv, u"array"sv, u"as"sv,
    u"asc"sv, u"asensitive"sv, u"before"sv, u"between"sv, u"bigint"sv, u"binary"sv, u"blob"sv, u"both"sv,
    u"by"sv, u"call"sv, u"cascade"sv, u"case"sv, u"change"sv, u"char"sv, u"character"sv, u"check"sv,
    u"collate"sv, u"column"sv, u"condition"sv, u"constraint"sv, u"continue"sv, u"convert"sv, u"create"sv,
    u"cross"sv, u"cube"sv, u"cume_dist"sv, u"current_date"sv, u"current_time"sv, u"current_timestamp"sv,
    u"current_user"sv, u"cursor"sv, u"database"sv, u"databases"sv, u"day_hour"sv, u"day_microsecond"sv,
    u"day_minute"sv, u"day_second"sv, u"dec"sv, u"decimal"sv, u"declare"sv, u"default"sv, u"delayed"sv,
    u"delete"sv, u"dense_rank"sv, u"desc"sv, u"describe"sv, u"deterministic"sv, u"distinct"sv,
    u"distinctrow"sv, u"div"sv, u"double"sv, u"drop"sv, u"dual"sv, u"each"sv, u"else"sv, u"elseif"sv,
    u"empty"sv, u"enclosed"sv, u"escaped"sv, u"except"sv, u"exists"sv, u"exit"sv, u"explain"sv, u"false"sv,
    u"fetch"sv, u"first_value"sv, u"float"sv, u"float4"sv, u"float8"sv, u"for"sv, u"force"sv, u"foreign"sv,
    u"from"sv, u"fulltext"sv, u"function"sv, u"general"sv, u"generated"sv, u"get"sv,
    u"get_master_public_key"sv, u"grant"sv, u"group"sv, u"grouping"sv, u"groups"sv, u"having"sv,
    u"high_priority"sv, u"hour_microsecond"sv, u"hour_minute"sv, u"hour_second"sv, u"if"sv, u"ignore"sv,
    u"ignore_server_ids"sv, u"in"sv, u"index"sv, u"infile"sv, u"inner"sv, u"inout"sv, u"insensitive"sv,
    u"insert"sv, u"int"sv, u"int1"sv, u"int2"sv, u"int3"sv, u"int4"sv, u"int8"sv, u"integer"sv,
    u"intersect"sv, u"interval"sv, u"into"sv, u"io_after_gtids"sv, u"io_before_gtids"sv, u"is"sv,
    u"iterate"sv, u"join"sv, u"json_table"sv, u"key"sv, u"keys"sv, u"kill"sv, u"lag"sv, u"last_value"sv,
    u"lateral"sv, u"lead"sv, u"leading"sv, u"leave"sv, u"left"sv, u"like"sv, u"limit"sv, u"linear"sv,
    u"lines"sv, u"load"sv, u"localtime"sv, u"localtimestamp"sv, u"lock"sv, u"long"sv, u"longblob"sv,
    u"longtext"sv, u"loop"sv, u"low_priority"sv, u"master_bind"sv, u"master_heartbeat_period"sv,
    u"master_ssl_verify_server_cert"sv, u"match"sv, u"maxvalue"sv, u"mediumblob"sv, u"mediumint"sv,
    u"mediumtext"sv, u"member"sv, u"middleint"sv, u"minute_microsecond"sv, u"minute_second"sv, u"mod"sv,
    u"modifies"sv, u"natural"sv, u"no_write_to_binlog"sv, u"not"sv, u"nth_value"sv, u"ntile"sv, u"null"sv,
    u"numeric"sv, u"of"sv, u"on"sv, u"optimize"sv, u"optimizer_costs"sv, u"option"sv, u"optionally"sv,
    u"or"sv, u"order"sv, u"out"sv, u"outer"sv, u"outfile"sv, u"over"sv, u"parallel"sv, u"parse_gcol_expr"sv,
    u"partition"sv, u"percent_rank"sv, u"persist"sv, u"persist_only"sv, u"precision"sv, u"primary"sv,
    u"procedure"sv, u"purge"sv, u"qualify"sv, u"range"sv, u"rank"sv, u"read"sv, u"read_write"sv, u"reads"sv,
    u"real"sv, u"recursive"sv, u"references"sv, u"regexp"sv, u"release"sv, u"rename"sv, u"repeat"sv,
    u"replace"sv, u"require"sv, u"resignal"sv, u"restrict"sv, u"return"sv, u"revoke"sv, u"right"sv,
    u"rlike"sv, u"role"sv, u"row"sv, u"row_number"sv, u"rows"sv, u"schema"sv, u"schemas"sv,
    u"second_microsecond"sv, u"select"sv, u"sensitive"sv, u"separator"sv, u"set"sv, u"show"sv, u"signal"sv,
    u"slow"sv, u"smallint"sv, u"spatial"sv, u"specific"sv, u"sql"sv, u"sql_after_gtids"sv,
    u"sql_before_gtids"sv, u"sql_big_result"sv, u"sql_calc_found_rows"sv, u"sql_small_result"sv,
    u"sqlexception"sv, u"sqlstate"sv, u"sqlwarning"sv, u"ssl"sv, u"starting"sv, u"stored"sv,
    u"straight_join"sv, u"system"sv, u"table"sv, u"terminated"sv, u"then"sv, u"tinyblob"sv, u"tinyint"sv,
    u"tinytext"sv, u"to"sv, u"trailing"sv, u"trigger"sv, u"true"sv, u"undo"sv, u"union"sv, u"unique"sv,
    u"unlock"sv, u"unsigned"sv, u"update"sv, u"usage"sv, u"use"sv, u"using"sv, u"utc_date"sv, u"utc_time"sv,
    u"utc_timestamp"sv, u"values"sv, u"varbinary"sv, u"varchar"sv, u"varcharacter"sv, u"varying"sv,
    u"virtual"sv, u"when"sv, u"where"sv, u"while"sv, u"window"sv, u"with"sv, u"write"sv, u"xor"sv,
    u"year_month"sv, u"zerofill"sv,
};

constexpr std::array<std::u16string_view, 263> mariadbWords {
    u"accessible"sv, u"add"sv, u"all"sv, u"alter"sv, u"analyze"sv, u"and"sv, u"as"sv, u"asc"sv,
    u"asensitive"sv, u"before"sv, u"between"sv, u"bigint"sv, u"binary"sv, u"blob"sv, u"body"sv, u"both"sv,
    u"by"sv, u"call"sv, u"cascade"sv, u"case"sv, u"change"sv, u"char"sv, u"character"sv, u"check"sv,
    u"collate"sv, u"column"sv, u"condition"sv, u"constraint"sv, u"continue"sv, u"convert"sv, u"create"sv,
    u"cross"sv, u"current_date"sv, u"current_role"sv, u"current_time"sv, u"current_timestamp"sv,
    u"current_user"sv, u"cursor"sv, u"database"sv, u"databases"sv, u"day_hour"sv, u"day_microsecond"sv,
    u"day_minute"sv, u"day_second"sv, u"dec"sv, u"decimal"sv, u"declare"sv, u"default"sv, u"delayed"sv,
    u"delete"sv, u"desc"sv, u"describe"sv, u"deterministic"sv, u"distinct"sv, u"distinctrow"sv, u"div"sv,
    u"do_domain_ids"sv, u"double"sv, u"drop"sv, u"dual"sv, u"each"sv, u"else"sv, u"elseif"sv, u"elsif"sv,
    u"enclosed"sv, u"escaped"sv, u"except"sv, u"exists"sv, u"exit"sv, u"explain"sv, u"false"sv, u"fetch"sv,
    u"float"sv, u"float4"sv, u"float8"sv, u"for"sv, u"force"sv, u"foreign"sv, u"from"sv, u"fulltext"sv,
    u"general"sv, u"goto"sv, u"grant"sv, u"group"sv, u"having"sv, u"high_priority"sv, u"history"sv,
    u"hour_microsecond"sv, u"hour_minute"sv, u"hour_second"sv, u"if"sv, u"ignore"sv, u"ignore_domain_ids"sv,
    u"ignore_server_ids"sv, u"in"sv, u"index"sv, u"infile"sv, u"inner"sv, u"inout"sv, u"insensitive"sv,
    u"insert"sv, u"int"sv, u"int1"sv, u"int2"sv, u"int3"sv, u"int4"sv, u"int8"sv, u"integer"sv,
    u"intersect"sv, u"interval"sv, u"into"sv, u"is"sv, u"iterate"sv, u"join"sv, u"key"sv, u"keys"sv,
    u"kill"sv, u"leading"sv, u"leave"sv, u"left"sv, u"like"sv, u"limit"sv, u"linear"sv, u"lines"sv, u"load"sv,
    u"localtime"sv, u"localtimestamp"sv, u"lock"sv, u"long"sv, u"longblob"sv, u"longtext"sv, u"loop"sv,
    u"low_priority"sv, u"master_heartbeat_period"sv, u"master_ssl_verify_server_cert"sv, u"match"sv,
    u"maxvalue"sv, u"mediumblob"sv, u"mediumint"sv, u"mediumtext"sv, u"middleint"sv, u"minute_microsecond"sv,
    u"minute_second"sv, u"mod"sv, u"modifies"sv, u"natural"sv, u"no_write_to_binlog"sv, u"not"sv, u"null"sv,
    u"numeric"sv, u"offset"sv, u"on"sv, u"optimize"sv, u"option"sv, u"optionally"sv, u"or"sv, u"order"sv,
    u"others"sv, u"out"sv, u"outer"sv, u"outfile"sv, u"over"sv, u"package"sv, u"page_checksum"sv,
    u"parse_vcol_expr"sv, u"partition"sv, u"period"sv, u"position"sv, u"precision"sv, u"primary"sv,
    u"procedure"sv, u"purge"sv, u"raise"sv, u"range"sv, u"read"sv, u"read_write"sv, u"reads"sv, u"real"sv,
    u"recursive"sv, u"ref_system_id"sv, u"references"sv, u"regexp"sv, u"release"sv, u"rename"sv, u"repeat"sv,
    u"replace"sv, u"require"sv, u"resignal"sv, u"restrict"sv, u"return"sv, u"returning"sv, u"revoke"sv,
    u"right"sv, u"rlike"sv, u"row_number"sv, u"rows"sv, u"rowtype"sv, u"schema"sv, u"schemas"sv,
    u"second_microsecond"sv, u"select"sv, u"sensitive"sv, u"separator"sv, u"set"sv, u"show"sv, u"signal"sv,
    u"slow"sv, u"smallint"sv, u"spatial"sv, u"specific"sv, u"sql"sv, u"sql_big_result"sv,
    u"sql_calc_found_rows"sv, u"sql_small_result"sv, u"sqlexception"sv, u"sqlstate"sv, u"sqlwarning"sv,
    u"ssl"sv, u"starting"sv, u"stats_auto_recalc"sv, u"stats_persistent"sv, u"stats_sample_pages"sv,
    u"straight_join"sv, u"system"sv, u"system_time"sv, u"table"sv, u"terminated"sv, u"then"sv, u"tinyblob"sv,
    u"tinyint"sv, u"tinytext"sv, u"to"sv, u"trailing"sv, u"trigger"sv, u"true"sv, u"undo"sv, u"union"sv,
    u"unique"sv, u"unlock"sv, u"unsigned"sv, u"update"sv, u"usage"sv, u"use"sv, u"using"sv, u"utc_date"sv,
    u"utc_time"sv, u"utc_timestamp"sv, u"values"sv, u"varbinary"sv, u"varchar"sv, u"varcharacter"sv,
    u"varying"sv, u"versioning"sv, u"when"sv, u"where"sv, u"while"sv, u"window"sv, u"with"sv, u"without"sv,
    u"write"sv, u"xor"sv, u"year_month"sv, u"zerofill"sv,
};

constexpr std::array<std::u16string_view, 117> sqliteWords {
    u"add"sv, u"after"sv, u"all"sv, u"alter"sv, u"analyze"sv, u"and"sv, u"as"sv, u"asc"sv, u"attach"sv,
    u"autoincrement"sv, u"before"sv, u"begin"sv, u"between"sv, u"by"sv, u"cascade"sv, u"case"sv, u"cast"sv,
    u"check"sv, u"collate"sv, u"column"sv, u"commit"sv, u"conflict"sv, u"constraint"sv, u"create"sv,
    u"cross"sv, u"current_date"sv, u"current_time"sv, u"current_timestamp"sv, u"database"sv, u"default"sv,
    u"deferrable"sv, u"deferred"sv, u"delete"sv, u"desc"sv, u"detach"sv, u"distinct"sv, u"drop"sv, u"each"sv,
    u"else"sv, u"end"sv, u"escape"sv, u"except"sv, u"exclusive"sv, u"exists"sv, u"explain"sv, u"fail"sv,
    u"false"sv, u"for"sv, u"foreign"sv, u"from"sv, u"full"sv, u"glob"sv, u"group"sv, u"having"sv, u"if"sv,
    u"ignore"sv, u"immediate"sv, u"in"sv, u"index"sv, u"indexed"sv, u"initially"sv, u"inner"sv, u"insert"sv,
    u"instead"sv, u"intersect"sv, u"into"sv, u"is"sv, u"isnull"sv, u"join"sv, u"key"sv, u"left"sv, u"like"sv,
    u"limit"sv, u"match"sv, u"natural"sv, u"not"sv, u"notnull"sv, u"null"sv, u"of"sv, u"offset"sv, u"on"sv,
    u"or"sv, u"order"sv, u"outer"sv, u"plan"sv, u"pragma"sv, u"primary"sv, u"query"sv, u"raise"sv,
    u"references"sv, u"reindex"sv, u"rename"sv, u"replace"sv, u"restrict"sv, u"right"sv, u"rollback"sv,
    u"row"sv, u"select"sv, u"set"sv, u"table"sv, u"temp"sv, u"temporary"sv, u"then"sv, u"to"sv,
    u"transaction"sv, u"trigger"sv, u"true"sv, u"union"sv, u"unique"sv, u"update"sv, u"using"sv, u"vacuum"sv,
    u"values"sv, u"view"sv, u"virtual"sv, u"when"sv, u"where"sv,
};

constexpr std::array<std::u16string_view, 94> genericWords {
    u"all"sv, u"analyse"sv, u"analyze"sv, u"and"sv, u"any"sv, u"array"sv, u"as"sv, u"asc"sv, u"asymmetric"sv,
    u"authorization"sv, u"between"sv, u"binary"sv, u"both"sv, u"case"sv, u"cast"sv, u"check"sv, u"collate"sv,
    u"column"sv, u"constraint"sv, u"create"sv, u"cross"sv, u"current_date"sv, u"current_role"sv,
    u"current_time"sv, u"current_timestamp"sv, u"current_user"sv, u"default"sv, u"deferrable"sv, u"desc"sv,
    u"distinct"sv, u"do"sv, u"else"sv, u"end"sv, u"except"sv, u"false"sv, u"for"sv, u"foreign"sv, u"freeze"sv,
    u"from"sv, u"full"sv, u"grant"sv, u"group"sv, u"having"sv, u"ilike"sv, u"in"sv, u"initially"sv,
    u"inner"sv, u"intersect"sv, u"into"sv, u"is"sv, u"isnull"sv, u"join"sv, u"leading"sv, u"left"sv,
    u"like"sv, u"limit"sv, u"localtime"sv, u"localtimestamp"sv, u"natural"sv, u"new"sv, u"not"sv,
    u"notnull"sv, u"null"sv, u"off"sv, u"offset"sv, u"old"sv, u"on"sv, u"only"sv, u"or"sv, u"order"sv,
    u"outer"sv, u"overlaps"sv, u"placing"sv, u"primary"sv, u"references"sv, u"right"sv, u"select"sv,
    u"session_user"sv, u"set"sv, u"similar"sv, u"some"sv, u"symmetric"sv, u"table"sv, u"then"sv, u"to"sv,
    u"trailing"sv, u"true"sv, u"union"sv, u"unique"sv, u"user"sv, u"using"sv, u"verbose"sv, u"when"sv,
    u"where"sv,
};

// clang-format on

/// By first letter, which lengths words have, as bits: most names of tables and columns are out at
/// once.
using Lengths = std::array<quint32, 26>;

template <std::size_t size>
consteval Lengths lengthsOf(const std::array<std::u16string_view, size> &words)
{
    Lengths lengths {};
    for (const std::u16string_view word : words)
        lengths[word.front() - u'a'] |= 1U << word.size();
    return lengths;
}

template <std::size_t size>
bool contains(const std::array<std::u16string_view, size> &words, const Lengths &lengths,
              const QString &word)
{
    const std::u16string_view wanted(reinterpret_cast<const char16_t *>(word.utf16()),
                                     static_cast<std::size_t>(word.size()));
    if (wanted.empty() || wanted.size() > 31 || wanted.front() < u'a' || wanted.front() > u'z'
        || ((lengths[wanted.front() - u'a'] >> wanted.size()) & 1U) == 0)
        return false;
    return std::binary_search(words.begin(), words.end(), wanted);
}

} // namespace

bool isReservedWord(const QString &lowerCaseWord, Backend backend)
{
    switch (backend) {
    case Backend::PostgreSql:
        return contains(postgresqlWords, lengthsOf(postgresqlWords), lowerCaseWord);
    case Backend::MySql:
        return contains(mysqlWords, lengthsOf(mysqlWords), lowerCaseWord);
    case Backend::MariaDb:
        return contains(mariadbWords, lengthsOf(mariadbWords), lowerCaseWord);
    case Backend::Sqlite:
        return contains(sqliteWords, lengthsOf(sqliteWords), lowerCaseWord);
    case Backend::Generic:
        return contains(genericWords, lengthsOf(genericWords), lowerCaseWord);
    }
    return false;
}

} // namespace limbeck::dialect
