#include "simulate/readme.h"

#include <fstream>
#include <stdexcept>

#include "simulate/register_csv.h"

namespace insyn {

void write_readme(const Town& town, const std::vector<int>& lost,
                  const std::vector<int>& repeated) {
  const SimulationOptions& options = town.options;
  std::ofstream out{options.out + "/README.txt", std::ios::binary};
  out << "Ljungfors – en påhittad kommun\n"
         "==============================\n\n"
         "Allt här är uppdiktat av programmet insyn simulate. Ingen person finns på riktigt;\n"
         "personnumren kommer ur Skatteverkets serie för test.\n\n"
      << "Tjänster: " << options.staff << "   Klienter i registret: " << options.clients
      << "\nFrån: " << day_text(town, 0) << "   Dagar: " << options.days
      << "   Slumptal: " << options.rng
      << "\nSamma val ger alltid samma filer, byte för byte.\n\n"
         "logs/        en åtkomstlogg i månaden, sorterad på tid: insyn import --source viva FIL\n"
         "registers/   kommunens register: insyn import --register NAMN registers/NAMN.csv\n"
         "truth.csv    facit: de öppningar som är otillåtna, en rad för varje. native_id är den\n"
         "             första loggradens; staff_id den som inloggningen tillhör. Filen hör inte\n"
         "             till det som ska importeras.\n\n"
         "Avsiktliga fel, som i verkligheten\n"
         "----------------------------------\n"
         "- Roller i ärenden som saknas eller aldrig avslutades; relationer som registrerats\n"
         "  sent, avslutats sent eller saknas.\n"
         "- Personer med två konton, konton som getts till någon ny och konton som står öppna\n"
         "  efter att anställningen upphört. Några som bytt namn.\n"
         "- Arbetspass som ingen registrerat eller som saknar enhet; ersättare som ingen har\n"
         "  skrivit in; enstaka anställda utan behörighet eller utan anställning i registret.\n";
  for (const int day : lost) out << "- Loggen för " << day_text(town, day) << " saknas.\n";
  for (const int day : repeated)
    out << "- Loggen för " << day_text(town, day)
        << " levereras en gång till, först i nästa månads fil.\n";
  out.close();
  if (out.fail()) throw std::runtime_error{"README.txt could not be written"};
}

}  // namespace insyn
