#include "web/pages/may_open.h"

#include "app/review_view.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

/// Whoever is to approve a change today, in somebody's place, has to see what it is.
bool stands_in_for(const Visit& visit, Right right) {
  return (right == Right::see_overview || right == Right::see_users ||
          right == Right::see_routine) &&
         visit.look.state.people.is_stand_in(visit.visitor.user, day_of(visit.now));
}

/// What is about oneself needs no role: every employee may be asked about an own opening.
bool is_about_oneself(Right right) {
  return right == Right::sign_informed || right == Right::answer_question;
}

/// What the director does with a suspicion, for whoever is named to act in their place.
bool has_suspicion_of_director(const Visit& visit, Right right) {
  return (right == Right::see_overview || right == Right::see_suspicions ||
          right == Right::see_clocks || right == Right::stamp_suspicion ||
          right == Right::return_suspicion) &&
         acts_for_director(visit.look, visit.visitor.user);
}

}  // namespace

bool may_open(const Visit& visit, Right right) {
  return visit.may_anywhere(right) || is_about_oneself(right) || stands_in_for(visit, right) ||
         has_suspicion_of_director(visit, right);
}

}  // namespace insyn
