# Everything that is not ours, by package, with the least version that the product was tried with.
# `make setup` installs it; nothing is fetched here.
set(Boost_NO_WARN_NEW_VERSIONS ON)
find_package(Boost 1.81 REQUIRED COMPONENTS json locale)
find_package(OpenSSL 3.0 REQUIRED)
find_package(fmt 9.1 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(tl-expected 1.0 REQUIRED)
find_package(date 3.0 REQUIRED)
find_package(ICU 72 REQUIRED COMPONENTS uc i18n)
find_package(SQLite3 3.40 REQUIRED)
find_package(ZLIB 1.2 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium>=1.0.18)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd>=1.5.4)
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET libxxhash>=0.8.1)
pkg_check_modules(curl REQUIRED IMPORTED_TARGET libcurl>=7.88)
pkg_check_modules(oath REQUIRED IMPORTED_TARGET liboath>=2.6)
pkg_check_modules(qrcodegencpp REQUIRED IMPORTED_TARGET qrcodegencpp>=1.8)
pkg_check_modules(harfbuzz REQUIRED IMPORTED_TARGET harfbuzz>=6.0)
pkg_check_modules(harfbuzz_subset REQUIRED IMPORTED_TARGET harfbuzz-subset>=6.0)
pkg_check_modules(tomlplusplus REQUIRED IMPORTED_TARGET tomlplusplus>=3.3.0)
find_program(MSGCAT msgcat REQUIRED)  # gettext
find_program(MSGFMT msgfmt REQUIRED)
# The font of documents, in all weights; it is put into the program.
find_file(INTER_FONT Inter-roman.var.ttf REQUIRED PATHS /usr/share/fonts/truetype/inter-vf NO_DEFAULT_PATH)

# DuckDB comes from npm, held by npm/package-lock.json: the library from its bindings package and
# the C header from the source package of the same version.
set(npm ${CMAKE_SOURCE_DIR}/npm/node_modules)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "aarch64|arm64")
  set(duckdb_arch arm64)
else()
  set(duckdb_arch x64)
endif()
find_library(DUCKDB_LIBRARY duckdb NO_DEFAULT_PATH
  PATHS ${npm}/@duckdb/node-bindings-linux-${duckdb_arch})
find_path(DUCKDB_INCLUDE duckdb.h NO_DEFAULT_PATH PATHS ${npm}/duckdb/src/duckdb/src/include)
if(NOT DUCKDB_LIBRARY OR NOT DUCKDB_INCLUDE)
  message(FATAL_ERROR "DuckDB is not installed. Run `make setup` first.")
endif()
file(READ ${npm}/duckdb/package.json duckdb_package)
string(JSON duckdb_version GET ${duckdb_package} version)
if(NOT duckdb_version VERSION_EQUAL 1.4.4)
  message(FATAL_ERROR "DuckDB 1.4.4 is wanted, found ${duckdb_version}. Run `make setup`.")
endif()
add_library(duckdb SHARED IMPORTED)
set_target_properties(duckdb PROPERTIES IMPORTED_LOCATION ${DUCKDB_LIBRARY}
  INTERFACE_INCLUDE_DIRECTORIES ${DUCKDB_INCLUDE})
