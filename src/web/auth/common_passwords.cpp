#include "base/text.h"
#include "web/auth/password_rules.h"

namespace insyn {
namespace {

/// From memory of many published lists of what people choose: what tops them, and what Swedes
/// choose instead. Shorter ones than our least count too, since people write them twice or with a
/// year after.
constexpr std::string_view words =
    "insyn password passwort passord password1 passw0rd p@ssword p@ssw0rd pass pass1234 qwerty "
    "qwertyuiop qwerty123 qwertz azerty asdf asdfgh asdfghjkl zxcv zxcvbnm qazwsx qazwsxedc 1q2w3e "
    "1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz 2wsx 3edc abc abcd abc123 abcd1234 abcdef admin "
    "administrator "
    "root toor login logon welcome welcome1 letmein iloveyou monkey dragon sunshine princess "
    "football baseball basketball hockey soccer master superman batman spiderman shadow michael "
    "jordan ashley bailey access flower mustang charlie donald trustno1 starwars whatever freedom "
    "hello hello123 ninja hunter hunter2 killer pepper ginger jennifer jessica daniel andrew "
    "joshua "
    "matthew thomas robert george william computer internet samsung google facebook linkedin "
    "chelsea arsenal liverpool barcelona secret secret1 secure security changeme change default "
    "guest user test test1 test123 testtest tester demo temp temp123 temporary newpassword pokemon "
    "naruto minecraft fortnite summer summer1 winter spring autumn january february march april "
    "june july august september october november december monday tuesday wednesday thursday friday "
    "saturday sunday love lovely angel baby babygirl jesus god heaven cookie chocolate cheese "
    "banana "
    "apple orange purple yellow silver golden blue green black white tiger lion bear eagle falcon "
    "phoenix matrix maggie buster tigger snoopy merlin hannah amanda nicole andrea corvette "
    "ferrari "
    "porsche mercedes harley yamaha honda toyota "
    "lösenord losenord lösen losen lösenord1 losenord1 nyttlösenord nyttlosenord hemlig hemligt "
    "hemlighet hemlis inloggning logga loggain välkommen valkommen hej hejhej hejsan hejsan123 hej "
    "hej123 hallå halla tjena tjenare mamma pappa mormor morfar farmor farfar syster bror älskar "
    "alskar älskling alskling kärlek karlek jagälskardig jagalskardig sverige sweden svensk "
    "svenska "
    "stockholm göteborg goteborg malmö malmo uppsala linköping linkoping örebro orebro västerås "
    "vasteras helsingborg norrköping norrkoping jönköping jonkoping umeå umea lund borås boras "
    "sundsvall gävle gavle luleå lulea piteå pitea skellefteå skelleftea kiruna boden älvsbyn "
    "alvsbyn arvidsjaur norrbotten norrland skåne skane dalarna aik djurgården djurgarden hammarby "
    "ifkgöteborg ifkgoteborg malmöff malmoff färjestad farjestad frölunda frolunda brynäs brynas "
    "leksand modo björklöven bjorkloven fotboll ishockey innebandy handboll volvo saab scania ikea "
    "ericsson abba zlatan ibrahimovic sommar sommaren vinter vintern höst host hösten hosten vår "
    "var "
    "våren varen januari februari mars maj juni juli augusti oktober måndag mandag tisdag onsdag "
    "torsdag fredag lördag lordag söndag sondag midsommar jul julafton påsk pask semester helg "
    "fika "
    "kaffe choklad glass banan äpple apple blomma blommor solsken sol måne mane stjärna stjarna "
    "regnbåge regnbage katt katten kissen kisse hund hunden vovve häst hast hästen hasten hästar "
    "hastar kanin björn bjorn älg alg räv rav varg tiger lejon delfin prinsessa prins drottning "
    "kung "
    "fjäril fjaril ängel angel blå bla grön gron gul röd rod rosa lila svart vit anna maria eva "
    "karin kristina lena sara emma elin linnea ida malin sofia johanna jenny julia hanna alice "
    "maja "
    "ebba wilma lars mikael anders johan erik per peter thomas karl jan daniel fredrik hans "
    "mattias "
    "oscar oskar simon emil viktor alexander anton filip lucas oliver hugo elias andersson "
    "johansson "
    "karlsson nilsson eriksson larsson olsson persson svensson gustafsson kommun kommunen vård "
    "vard "
    "omsorg hemtjänst hemtjanst äldreboende aldreboende socialtjänst socialtjanst socialchef "
    "enhetschef handläggare handlaggare sjuksköterska sjukskoterska undersköterska underskoterska "
    "viva journal logg loggkontroll granskning chef kontor jobb jobbet arbete skola skolan dator "
    "datorn mobil telefon skrivare sysadmin administratör administrator ändramig andramig bytmig "
    "tillfälligt tillfalligt standard användare anvandare gäst gast testar prova ";

std::vector<std::string> folded_words() {
  std::vector<std::string> folded;
  for (const std::string& word : split(words, ' '))
    if (!word.empty()) folded.push_back(case_folded(word));
  return folded;
}

}  // namespace

const std::vector<std::string>& common_passwords() {
  static const std::vector<std::string> all = folded_words();
  return all;
}

}  // namespace insyn
