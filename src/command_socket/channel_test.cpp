#include "command_socket/channel.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <thread>

#include "command_socket/socket_file.h"
#include "store/contract/temporary_folder.h"

namespace insyn {
namespace {

constexpr Channel::Patience moment{100};
constexpr Channel::Patience long_enough{20'000};

std::pair<Descriptor, Descriptor> connected() {
  std::array<int, 2> ends{};
  EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()), 0);
  return {Descriptor{ends[0]}, Descriptor{ends[1]}};
}

class ChannelTest : public testing::Test {
 protected:
  std::pair<Descriptor, Descriptor> ends_ = connected();
  Channel here_{std::move(ends_.first)};
  std::optional<Channel> there_{std::in_place, std::move(ends_.second)};
};

TEST_F(ChannelTest, FramesComeInOrder) {
  there_->send(FrameKind::out, "hej");
  there_->send(FrameKind::status, "0");
  auto first = here_.receive(long_enough);
  const auto second = here_.receive(long_enough);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->kind, FrameKind::out);
  EXPECT_EQ(first->payload, "hej");
  EXPECT_FALSE(first->file);
  EXPECT_EQ(second->payload, "0");
}

TEST_F(ChannelTest, ALongTextComesInPiecesEvenToASlowReader) {
  std::string text(3'000'000, 'x');
  text += "slut";
  there_->send(FrameKind::out, text);  // doesn't wait, though nobody reads
  there_->send(FrameKind::status, "1");
  std::jthread sender{[&] { EXPECT_TRUE(there_->flush(long_enough)); }};
  std::string got;
  for (auto frame = here_.receive(long_enough); frame && frame->kind == FrameKind::out;
       frame = here_.receive(long_enough))
    got += frame->payload;
  EXPECT_EQ(got, text);
}

TEST_F(ChannelTest, AnOpenFileComesAcross) {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "f").string();
  const Descriptor file{::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)};
  ASSERT_EQ(::pwrite(file.get(), "innehåll", 9, 0), 9);
  there_->send_file(FrameKind::answer, file.get());
  const auto frame = here_.receive(long_enough);
  ASSERT_TRUE(frame && frame->file);
  EXPECT_NE(frame->file.get(), file.get());
  std::array<char, 9> bytes{};
  EXPECT_EQ(::pread(frame->file.get(), bytes.data(), bytes.size(), 0), 9);
  EXPECT_EQ((std::string_view{bytes.data(), bytes.size()}), "innehåll");
}

TEST_F(ChannelTest, SilenceEndsTheWaitButNotTheConversation) {
  EXPECT_FALSE(here_.receive(moment));
  EXPECT_FALSE(here_.has_ended());
  there_->send(FrameKind::begun, "");
  EXPECT_TRUE(here_.receive(long_enough));
}

TEST_F(ChannelTest, WhatWasSaidBeforeGoingIsStillHeard) {
  there_->send(FrameKind::status, "3");
  there_.reset();
  const auto frame = here_.receive(long_enough);
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->payload, "3");
  EXPECT_FALSE(here_.receive(long_enough));
  EXPECT_TRUE(here_.has_ended());
  here_.send(FrameKind::out, "no one");
  EXPECT_FALSE(here_.flush(long_enough));
}

TEST_F(ChannelTest, AFrameThatClaimsTooMuchEndsTheConversation) {
  auto [raw, end] = connected();
  Channel channel{std::move(end)};
  const std::string_view claims{"q\xFF\xFF\xFF\x7F", 5};
  ASSERT_EQ(::send(raw.get(), claims.data(), claims.size(), 0), 5);
  EXPECT_FALSE(channel.receive(long_enough));
  EXPECT_TRUE(channel.has_ended());
}

TEST_F(ChannelTest, AWatchedPipeIsLeftWhenTheOtherEndGoes) {
  std::array<int, 2> pipe{};
  ASSERT_EQ(::pipe(pipe.data()), 0);
  const Descriptor reading{pipe[0]}, writing{pipe[1]};
  std::jthread goes{[&] {
    std::this_thread::sleep_for(moment);
    there_.reset();
  }};
  EXPECT_FALSE(here_.wait_for(reading.get(), long_enough));
  EXPECT_TRUE(here_.has_ended());
}

TEST_F(ChannelTest, StoppingEndsEveryWait) {
  const Descriptor stop{::eventfd(0, EFD_CLOEXEC)};
  auto [other, end] = connected();
  Channel channel{std::move(end), stop.get()};
  EXPECT_FALSE(channel.has_ended());
  ::eventfd_write(stop.get(), 1);
  EXPECT_FALSE(channel.receive(long_enough));
  EXPECT_TRUE(channel.has_ended());
}

TEST(SocketFile, IsForItsOwnerAtAPathOfAnyLengthAndReplacesAStaleOne) {
  const TemporaryFolder folder;
  const auto home = folder.path() / std::string(120, 'h') / std::string(120, 'm');
  std::filesystem::create_directories(home);
  EXPECT_FALSE(connect_to_home(home));
  {
    const auto dead = listen_in_home(home);
    ASSERT_TRUE(dead) << dead.error().text;
  }
  ASSERT_TRUE(std::filesystem::exists(home / "insyn.sock")) << "as after kill -9";
  EXPECT_FALSE(connect_to_home(home));
  const auto listening = listen_in_home(home);
  ASSERT_TRUE(listening);
  EXPECT_TRUE(connect_to_home(home));
  struct stat status {};
  ASSERT_EQ(::stat((home / "insyn.sock").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  remove_socket(home);
  EXPECT_FALSE(connect_to_home(home));
}

}  // namespace
}  // namespace insyn
