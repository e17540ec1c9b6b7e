#include "simulate/names.h"

#include <array>
#include <cstddef>

namespace insyn {
namespace {

struct WeightedName {
  std::string_view name;
  int weight;  ///< parts of 1,000 of the population
};

constexpr std::array<WeightedName, 30> common_surnames{{
    {"Andersson", 50},  {"Johansson", 46},  {"Karlsson", 38},  {"Nilsson", 34},  {"Eriksson", 32},
    {"Larsson", 26},    {"Olsson", 24},     {"Persson", 22},   {"Svensson", 18}, {"Gustafsson", 15},
    {"Pettersson", 14}, {"Jonsson", 13},    {"Jansson", 10},   {"Hansson", 9},   {"Bengtsson", 8},
    {"Jönsson", 6},     {"Lindberg", 6},    {"Lindström", 6},  {"Berg", 5},      {"Henriksson", 5},
    {"Mattsson", 5},    {"Fredriksson", 5}, {"Danielsson", 4}, {"Håkansson", 4}, {"Samuelsson", 4},
    {"Isaksson", 4},    {"Åberg", 3},       {"Öberg", 3},      {"Ek", 3},        {"Holm", 3},
}};

constexpr std::array<std::string_view, 40> other_surnames{
    "Ahmed",    "Hassan",   "Ali",     "Mohammed",  "Nguyen", "Kowalska", "Haddad",  "Yilmaz",
    "Korhonen", "Niemi",    "Mäkinen", "Heikkinen", "Hansen", "Jensen",   "Larsen",  "Petrović",
    "Hodžić",   "Marković", "Rossi",   "Schmidt",   "Weber",  "Ivanova",  "Tesfaye", "Abebe",
    "Rahimi",   "Karimi",   "Saeed",   "Osman",     "Demir",  "Kaya",     "Popescu", "Nowak",
    "Silva",    "Santos",   "Garcia",  "Smith",     "Brown",  "Stål",     "Modig",   "Rask"};

constexpr std::array<std::string_view, 30> surname_starts{
    "Alm",  "Björk", "Blom",  "Borg", "Bäck",  "Dahl",  "Eng",   "Fors", "Gran",  "Hag",
    "Hall", "Hed",   "Hell",  "Lund", "Kvarn", "Lilje", "Ljung", "Löv",  "Malm",  "Myr",
    "Norr", "Ny",    "Rosen", "Sand", "Sjö",   "Sol",   "Sten",  "Sund", "Söder", "Öst"};

constexpr std::array<std::string_view, 14> surname_ends{"berg",  "blad",  "dal",  "gren", "holm",
                                                        "kvist", "lund",  "man",  "mark", "qvist",
                                                        "stedt", "ström", "vall", "in"};

constexpr std::array<std::string_view, 40> old_names{
    "Anna",     "Karl",    "Margareta", "Erik",  "Maria",   "Lars",    "Ingrid",    "Nils",
    "Birgitta", "Gunnar",  "Elsa",      "Sven",  "Karin",   "Bengt",   "Astrid",    "Arne",
    "Kerstin",  "Åke",     "Ulla",      "Stig",  "Gunborg", "Rune",    "Britta",    "Olle",
    "Sonja",    "Evert",   "Barbro",    "Göran", "Inga",    "Harry",   "Maj-Britt", "Sixten",
    "Rut",      "Torsten", "Siv",       "Allan", "Gerd",    "Lennart", "Vera",      "Holger"};

constexpr std::array<std::string_view, 40> middle_names{
    "Maria",  "Mikael", "Eva",     "Anders", "Lena",     "Johan",   "Helena",  "Per",
    "Åsa",    "Thomas", "Susanne", "Peter",  "Marie",    "Magnus",  "Camilla", "Fredrik",
    "Ulrika", "Stefan", "Annika",  "Jonas",  "Carina",   "Henrik",  "Linda",   "Mattias",
    "Jenny",  "Daniel", "Malin",   "Niklas", "Fatima",   "Mohamed", "Petra",   "Roger",
    "Anneli", "Håkan",  "Cecilia", "Patrik", "Katarina", "Robert",  "Pia",     "Björn"};

constexpr std::array<std::string_view, 40> young_names{
    "Emma",  "William", "Julia", "Elias",  "Alice",  "Oscar", "Wilma", "Lucas",  "Ella", "Hugo",
    "Maja",  "Liam",    "Ebba",  "Adam",   "Saga",   "Noah",  "Moa",   "Viktor", "Elin", "Filip",
    "Amina", "Ali",     "Tilde", "Leo",    "Nora",   "Axel",  "Klara", "Isak",   "Tuva", "Albin",
    "Stina", "Anton",   "Freja", "Melvin", "Yasmin", "Omar",  "Hilda", "Edvin",  "Alva", "Simon"};

/// Share of 1,000 with one of `other_surnames`.
constexpr int other_share = 110;

}  // namespace

std::string surname(SeededRandom& random) {
  int at = random.below(1000);
  for (const WeightedName& common : common_surnames) {
    if (at < common.weight) return std::string{common.name};
    at -= common.weight;
  }
  if (at < other_share)
    return std::string{other_surnames[static_cast<std::size_t>(random.below(40))]};
  std::string name{surname_starts[static_cast<std::size_t>(random.below(30))]};
  name += surname_ends[static_cast<std::size_t>(random.below(14))];
  return name;
}

std::string_view first_name(int birth_year, SeededRandom& random) {
  const auto& table = birth_year < 1955   ? old_names
                      : birth_year < 1988 ? middle_names
                                          : young_names;
  return table[static_cast<std::size_t>(random.below(40))];
}

std::string plain_letters(std::string_view word) {
  std::string plain;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto byte = static_cast<unsigned char>(word[i]);
    if (byte >= 'a' && byte <= 'z') plain += word[i];
    if (byte >= 'A' && byte <= 'Z') plain += static_cast<char>(byte + ('a' - 'A'));
    if (byte < 0x80 || i + 1 == word.size()) continue;
    // All letters beyond ASCII in the tables above are two bytes in UTF-8.
    const auto low = static_cast<unsigned char>(word[++i]);
    if (byte == 0xC3) plain += (low & 0xDFU) == 0x96 || (low & 0xDFU) == 0x98 ? 'o' : 'a';
    if (byte == 0xC4) plain += 'c';
    if (byte == 0xC5) plain += 'z';
  }
  return plain;
}

}  // namespace insyn
