#pragma once

#include "domain/calendar/time.h"

namespace insyn {

/// Swedish working days, computed: what deadlines are counted in.
///
/// Red days are those of the act on public holidays (lag 1989:253): every Sunday, 1 and 6 January,
/// Good Friday to Easter Monday, 1 May, Ascension Day, Whit Sunday, 6 June (since 2005; until 2004
/// Whit Monday), Midsummer Day (the Saturday of 20–26 June), All Saints' Day (the Saturday of
/// 31 October–6 November), 25 and 26 December. Midsummer Eve, Christmas Eve and New Year's Eve are
/// held to be like Sundays (semesterlagen 3 a §).

/// Easter Sunday of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher; Nature 13,
/// 1876, page 487).
Day easter_sunday(int year);

/// A public holiday or a Sunday.
bool is_red_day(Day day);

/// Neither Saturday, red day nor one of the three eves.
bool is_workday(Day day);

/// The day itself if it is a working day, else the next or the last one before.
Day workday_from(Day day);
Day workday_until(Day day);

/// The `count`-th working day after the day; the day itself, working day or not, if it is 0.
Day add_workdays(Day day, int count);

}  // namespace insyn
