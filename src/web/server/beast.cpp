// The parts of Boost.Asio and Boost.Beast that aren't templates, compiled here and nowhere else: it
// takes longer than all of server.cpp.
#define BOOST_ASIO_SEPARATE_COMPILATION
#define BOOST_BEAST_SEPARATE_COMPILATION

#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
