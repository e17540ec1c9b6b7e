#pragma once

#include <vector>

#include "app/receipt.h"
#include "web/pages/frame.h"
#include "web/pages/visit.h"

namespace insyn {

/// Deliveries with their receipts, rejected rows, and how files get here.

/// A row each, in the order given; says so if there are none.
Html delivery_table(const Visit& visit, const std::vector<const DeliveryState*>& deliveries);
/// The same, a page at a time: `?sida=2`.
Html paged_delivery_table(const Visit& visit, const std::vector<const DeliveryState*>& deliveries);

/// What became of a file, from its receipt as contract 5 has it.
Html receipt_facts(const Visit& visit, const json::object& receipt);

std::vector<PageRoute> delivery_routes();
std::vector<PageRoute> upload_routes();

}  // namespace insyn
