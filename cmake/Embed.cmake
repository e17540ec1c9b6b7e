# insyn_embed(routine_files routines/pitea.toml …)
# A library whose function `std::string_view embedded_file(std::string_view name)` gives the text of
# each file by its path in the repository, or an empty view: data that ships inside the binary.
function(insyn_embed target header)
  set(out ${CMAKE_BINARY_DIR}/embed/${target}.cpp)
  set(body "// Made by cmake/Embed.cmake.\n#include \"${header}\"\nnamespace insyn {\nstd::string_view embedded_file(std::string_view name) {\n")
  foreach(file IN LISTS ARGN)
    file(READ ${CMAKE_SOURCE_DIR}/${file} text)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${file})
    string(APPEND body "if (name == \"${file}\") return R\"embed(${text})embed\";\n")
  endforeach()
  string(APPEND body "return {};\n}\n}  // namespace insyn\n")
  file(CONFIGURE OUTPUT ${out} CONTENT "${body}" @ONLY)
  add_library(${target} STATIC ${out})
  target_link_libraries(${target} PUBLIC insyn_flags)
endfunction()

# insyn_bytes(insyn_web_look asset_files theme.css=src/web/assets/theme.css …)
# Puts files of any kind into a library as they are, by the assembler, so that a font costs no time
# to compile. They are read by `std::string_view insyn::FUNCTION(std::string_view name)`, which gives
# an empty view for another name and is declared in a header of the library.
function(insyn_bytes target function)
  set(out ${CMAKE_BINARY_DIR}/embed/${function}.cpp)
  set(blocks "")
  set(lines "")
  set(files "")
  set(number 0)
  foreach(pair IN LISTS ARGN)
    string(REGEX MATCH "^([^=]+)=(.+)$" matched ${pair})
    set(name ${CMAKE_MATCH_1})
    cmake_path(ABSOLUTE_PATH CMAKE_MATCH_2 BASE_DIRECTORY ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE file)
    list(APPEND files ${file})
    set(symbol insyn_${function}_${number})
    string(APPEND blocks "asm(\".pushsection .rodata, \\\"a\\\"\\n.balign 16\\n.global ${symbol}, ${symbol}_end\\n\"\n"
      "    \"${symbol}:\\n.incbin \\\"${file}\\\"\\n${symbol}_end:\\n.byte 0\\n.popsection\\n\");\n"
      "extern \"C\" const char ${symbol}[], ${symbol}_end[];\n")
    string(APPEND lines "  if (name == \"${name}\") return {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})};\n")
    math(EXPR number "${number} + 1")
  endforeach()
  file(CONFIGURE OUTPUT ${out} @ONLY CONTENT "// Made by cmake/Embed.cmake.
#include <cstddef>
#include <string_view>
${blocks}namespace insyn {
std::string_view ${function}(std::string_view name);
std::string_view ${function}(std::string_view name) {
${lines}  return {};
}
}  // namespace insyn
")
  set_source_files_properties(${out} PROPERTIES OBJECT_DEPENDS "${files}")
  target_sources(${target} PRIVATE ${out})
endfunction()

# insyn_translations(insyn_web_messages en)
# Joins the fragments of each language, one a module, and embeds what gettext makes of them.
function(insyn_translations target)
  set(pairs "")
  foreach(language IN LISTS ARGN)
    file(GLOB fragments CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/i18n/${language}/*.po)
    set(joined ${CMAKE_BINARY_DIR}/i18n/${language}.po)
    set(compiled ${CMAKE_BINARY_DIR}/i18n/${language}.mo)
    add_custom_command(OUTPUT ${compiled} DEPENDS ${fragments} VERBATIM
      COMMAND ${MSGCAT} --use-first --output-file=${joined} ${fragments}
      COMMAND ${MSGFMT} --check-format --check-domain --output-file=${compiled} ${joined})
    list(APPEND pairs ${language}.mo=${compiled})
  endforeach()
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/i18n)
  insyn_bytes(${target} translation_files ${pairs})
  target_sources(${target} PRIVATE ${compiled})
endfunction()
