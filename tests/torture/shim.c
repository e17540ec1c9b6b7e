/* Makes the disk fail, or the process die, at a chosen call. Loaded by LD_PRELOAD before libc.
 *
 * Counted are, over all threads, the calls that change a file under TORTURE_HOME: write, sync,
 * rename, truncate, unlink, and open for writing (also mkdir). Before call number TORTURE_AT
 * happens, TORTURE_FAULT does: ENOSPC or EIO (the call fails and does nothing), or KILL. With
 * TORTURE_STAYS=1 every later call fails too, as on a disk that stays full; removing and
 * shortening a file always work on a full disk. What was hit is appended to the file TORTURE_LOG, a
 * line a run.
 *
 * Without TORTURE_AT nothing is counted; with 0 nothing fails, and the number of calls is written
 * to TORTURE_LOG at the end. Built by the driver: cc -shared -fPIC shim.c */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long calls;
static long at = -1;
static int fault, stays;
static const char* home;
static size_t home_size;

__attribute__((constructor)) static void read_settings(void) {
  const char* text = getenv("TORTURE_AT");
  home = getenv("TORTURE_HOME");
  home_size = home ? strlen(home) : 0;
  stays = getenv("TORTURE_STAYS") != NULL;
  const char* name = getenv("TORTURE_FAULT");
  if (name) fault = !strcmp(name, "ENOSPC") ? ENOSPC : !strcmp(name, "EIO") ? EIO : 0;
  if (text && home) at = atol(text);
}

static int in_home(const char* path) {
  return path && !strncmp(path, home, home_size) && (!path[home_size] || path[home_size] == '/');
}

static void note(long number, const char* call, const char* path) {
  char line[600];
  const char* log = getenv("TORTURE_LOG");
  if (!log) return;
  int size = snprintf(line, sizeof line, "%ld %s %s\n", number, call, path + home_size);
  int file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (file < 0) return;
  syscall(SYS_write, file, line, (size_t)size);
  syscall(SYS_close, file);
}

__attribute__((destructor)) static void tell_number(void) {
  if (!at) note(atomic_load(&calls), "calls", home);
}

/* Whether this call is to fail. */
static int hit(const char* call, const char* path) {
  if (at < 0 || !in_home(path)) return 0;
  const long number = atomic_fetch_add(&calls, 1) + 1;
  if (!at || number < at || (number > at && !stays)) return 0;
  if (number == at) note(number, call, path);
  if (fault == ENOSPC && (!strcmp(call, "unlink") || !strcmp(call, "shrink"))) return 0;
  if (!fault) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
  }
  errno = fault;
  return 1;
}

static int hit_file(const char* call, int file) {
  char link[64], path[4096];
  if (at < 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  const ssize_t size = readlink(link, path, sizeof path - 1);
  if (size < 0) return 0;
  path[size] = 0;
  return hit(call, path);
}

/* A path relative to a folder that is open; the product itself uses only absolute ones. */
static int hit_at(const char* call, int folder, const char* path) {
  return folder == AT_FDCWD || path[0] == '/' ? hit(call, path) : hit_file(call, folder);
}

#define REAL(type, name, ...)       \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

#define WRITE(name)                                                \
  ssize_t name(int file, const void* bytes, size_t size) {         \
    REAL(ssize_t, #name, int, const void*, size_t);                \
    return hit_file("write", file) ? -1 : real(file, bytes, size); \
  }
WRITE(write)

#define PWRITE(name)                                                      \
  ssize_t name(int file, const void* bytes, size_t size, off_t where) {   \
    REAL(ssize_t, #name, int, const void*, size_t, off_t);                \
    return hit_file("write", file) ? -1 : real(file, bytes, size, where); \
  }
PWRITE(pwrite)
PWRITE(pwrite64)

ssize_t writev(int file, const struct iovec* parts, int count) {
  REAL(ssize_t, "writev", int, const struct iovec*, int);
  return hit_file("write", file) ? -1 : real(file, parts, count);
}

#define SYNC(name)                                   \
  int name(int file) {                               \
    REAL(int, #name, int);                           \
    return hit_file("sync", file) ? -1 : real(file); \
  }
SYNC(fsync)
SYNC(fdatasync)

#define TRUNCATE(name)                                                              \
  int name(int file, off_t size) {                                                  \
    REAL(int, #name, int, off_t);                                                   \
    struct stat now;                                                                \
    const int shrinks = !fstat(file, &now) && size <= now.st_size;                  \
    return hit_file(shrinks ? "shrink" : "truncate", file) ? -1 : real(file, size); \
  }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

#define ALLOCATE(name)                                                     \
  int name(int file, int mode, off_t from, off_t size) {                   \
    REAL(int, #name, int, int, off_t, off_t);                              \
    return hit_file("truncate", file) ? -1 : real(file, mode, from, size); \
  }
ALLOCATE(fallocate)
ALLOCATE(fallocate64)

/* This one gives the error instead of -1. */
#define POSIX_ALLOCATE(name)                                            \
  int name(int file, off_t from, off_t size) {                          \
    REAL(int, #name, int, off_t, off_t);                                \
    return hit_file("truncate", file) ? fault : real(file, from, size); \
  }
POSIX_ALLOCATE(posix_fallocate)
POSIX_ALLOCATE(posix_fallocate64)

int rename(const char* from, const char* to) {
  REAL(int, "rename", const char*, const char*);
  return hit("rename", to) ? -1 : real(from, to);
}

int renameat(int from_folder, const char* from, int to_folder, const char* to) {
  REAL(int, "renameat", int, const char*, int, const char*);
  return hit_at("rename", to_folder, to) ? -1 : real(from_folder, from, to_folder, to);
}

#define REMOVE(name)                              \
  int name(const char* path) {                    \
    REAL(int, #name, const char*);                \
    return hit("unlink", path) ? -1 : real(path); \
  }
REMOVE(unlink)
REMOVE(remove)
REMOVE(rmdir)

int unlinkat(int folder, const char* path, int flags) {
  REAL(int, "unlinkat", int, const char*, int);
  return hit_at("unlink", folder, path) ? -1 : real(folder, path, flags);
}

int mkdir(const char* path, mode_t mode) {
  REAL(int, "mkdir", const char*, mode_t);
  return hit("open", path) ? -1 : real(path, mode);
}

#define OPEN(name)                                                                  \
  int name(const char* path, int flags, ...) {                                      \
    REAL(int, #name, const char*, int, ...);                                        \
    va_list more;                                                                   \
    va_start(more, flags);                                                          \
    const mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0; \
    va_end(more);                                                                   \
    return (flags & O_ACCMODE) && hit("open", path) ? -1 : real(path, flags, mode); \
  }
OPEN(open)
OPEN(open64)

#define OPEN_AT(name)                                                                             \
  int name(int folder, const char* path, int flags, ...) {                                        \
    REAL(int, #name, int, const char*, int, ...);                                                 \
    va_list more;                                                                                 \
    va_start(more, flags);                                                                        \
    const mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0;               \
    va_end(more);                                                                                 \
    return (flags & O_ACCMODE) && hit_at("open", folder, path) ? -1                               \
                                                               : real(folder, path, flags, mode); \
  }
OPEN_AT(openat)
OPEN_AT(openat64)

#define MAKE_TEMPORARY(name)                           \
  int name(char* path, int flags) {                    \
    REAL(int, #name, char*, int);                      \
    return hit("open", path) ? -1 : real(path, flags); \
  }
MAKE_TEMPORARY(mkostemp)
MAKE_TEMPORARY(mkostemp64)

#define OPEN_STREAM(name)                                                       \
  FILE* name(const char* path, const char* mode) {                              \
    REAL(FILE*, #name, const char*, const char*);                               \
    return strpbrk(mode, "wa+") && hit("open", path) ? NULL : real(path, mode); \
  }
OPEN_STREAM(fopen)
OPEN_STREAM(fopen64)
