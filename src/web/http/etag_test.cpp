#include "web/http/etag.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "web/http/gzip.h"

namespace insyn {
namespace {

// RFC 9110 8.8.3.2 and 13.1.2.
TEST(Etag, IsComparedWeakly) {
  EXPECT_TRUE(names_etag("\"1\"", "W/\"1\""));
  EXPECT_TRUE(names_etag("W/\"1\"", "\"1\""));
  EXPECT_TRUE(names_etag("\"xyzzy\", \"r2d2xxxx\", W/\"c3piozzzz\"", "W/\"c3piozzzz\""));
  EXPECT_TRUE(names_etag("*", "\"1\""));
  EXPECT_TRUE(names_etag("\"a,b\" , \"c\"", "\"a,b\""));
  EXPECT_FALSE(names_etag("W/\"1\"", "W/\"2\""));
  EXPECT_FALSE(names_etag("", "W/\"2\""));
  EXPECT_FALSE(names_etag("\"ab\"", "\"a\""));
}

TEST(Etag, IsNotFoundInWhatIsMalformed) {
  EXPECT_FALSE(names_etag("1", "\"1\""));
  EXPECT_FALSE(names_etag("\"1", "\"1\""));
  EXPECT_FALSE(names_etag("x\"1\"", "\"1\""));
  EXPECT_FALSE(names_etag("w/\"1\"", "\"1\""));
}

HttpResponse kept(std::string body) {
  HttpResponse response;
  response.body = std::move(body);
  response.headers.push_back({"Cache-Control", "public, max-age=31536000, immutable"});
  return response;
}

HttpRequest asking(std::string name, std::string value) {
  HttpRequest request;
  request.headers.all.push_back({std::move(name), std::move(value)});
  return request;
}

TEST(Etag, MakesAnAnswerEmptyThatTheBrowserHas) {
  HttpResponse response = kept("text");
  answer_from_cache(asking("if-none-match", etag_of("text")), response);
  EXPECT_EQ(response.status, 304);
  EXPECT_EQ(response.body, "");
  response = kept("another text");
  answer_from_cache(asking("if-none-match", etag_of("text")), response);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.back().value, etag_of("another text"));
}

TEST(Etag, IsNotMadeOfWhatMayNotBeKept) {
  HttpResponse response;
  response.body = "text";
  answer_from_cache(asking("if-none-match", "*"), response);
  EXPECT_EQ(response.status, 200);
  response.headers.push_back({"cache-control", "No-Store"});
  answer_from_cache(asking("if-none-match", "*"), response);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.size(), 1U);
}

TEST(Etag, OfTheHandlerStays) {
  HttpResponse response = kept("text");
  response.headers.push_back({"etag", "\"version-7\""});
  answer_from_cache(asking("if-none-match", "\"version-7\""), response);
  EXPECT_EQ(response.status, 304);
}

// RFC 9110 12.5.3.
TEST(AcceptEncoding, WithGzipAboveZeroTakesIt) {
  for (const auto* text :
       {"gzip", "GZip", "x-gzip", "deflate, gzip;q=1.0, *;q=0.5", "br;q=1, gzip;q=0.001", "*",
        "*;q=0.1", "gzip ; q=0.5", "identity;q=0, gzip", "gzip;q=1."})
    EXPECT_TRUE(accepts_gzip(text)) << text;
  for (const auto* text : {"", "br", "identity", "gzip;q=0", "gzip;q=0.000", "*, gzip;q=0", "*;q=0",
                           "gzip;q=", "gzip;q=2", "gzip;q=1.001", "gzip;q=0.0001", "gzip;q=-1",
                           "gzip;level=9", "gzipped", "gzip;q=0x1"})
    EXPECT_FALSE(accepts_gzip(text)) << text;
}

std::string gunzipped(const std::string& packed, std::size_t size) {
  z_stream stream{};
  std::string content(size, '\0');
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string input = packed;
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(content.data());
  stream.avail_out = static_cast<uInt>(content.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  inflateEnd(&stream);
  return content;
}

TEST(Gzip, IsUndoneByGunzip) {
  for (const std::string& content : {std::string{}, std::string{"a"}, std::string(100'000, 'x')})
    EXPECT_EQ(gunzipped(gzipped(content), content.size()), content);
}

TEST(Gzip, IsForLongTextsThatMayBeKept) {
  const HttpRequest request = asking("accept-encoding", "gzip");
  const std::string text(5000, 'x');
  HttpResponse response = kept(text);
  compress_for(request, response);
  EXPECT_EQ(gunzipped(response.body, text.size()), text);
  EXPECT_EQ(response.headers.back(), (NameValue{"Content-Encoding", "gzip"}));
  EXPECT_EQ(response.headers[1], (NameValue{"Vary", "Accept-Encoding"}));
  HttpResponse secret;  // may not be kept: nobody may learn from its length
  secret.body = text;
  HttpResponse picture = kept(text), packed = kept(text), small = kept("x"), other = kept(text);
  picture.type = "image/png";
  packed.headers.push_back({"content-encoding", "gzip"});
  for (HttpResponse* plain : {&secret, &picture, &packed, &small}) {
    const std::string before = plain->body;
    compress_for(request, *plain);
    EXPECT_EQ(plain->body, before);
  }
  compress_for({}, other);
  EXPECT_EQ(other.body, text);
  EXPECT_EQ(other.headers.back(), (NameValue{"Vary", "Accept-Encoding"}));
}

}  // namespace
}  // namespace insyn
