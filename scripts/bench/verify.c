/*
 * The thing to beat: reads every file of a list, inflates it with zlib, hashes the content with OpenSSL and compares, one thread
 * per core. It checks no digest, no link and no signature.
 *
 *   cc -O2 -o verify verify.c -lz -lcrypto -lpthread
 *   ./verify LIST      LIST has a line per file: SHA-256 in hex, a space, the path
 *
 * Prints: files, matching, content bytes, seconds, peak RSS in KiB, seconds of processor.
 */
#include <fcntl.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

struct entry { char hash[65]; char *path; };
static struct entry *entries;
static long count;
static atomic_long cursor, matching, bytes;

static void *work(void *unused) {
  (void)unused;
  size_t in_size = 1 << 20, out_size = 1 << 22;
  unsigned char *in = malloc(in_size), *out = malloc(out_size);
  EVP_MD_CTX *ctx = EVP_MD_CTX_new();
  z_stream z;
  memset(&z, 0, sizeof z);
  inflateInit2(&z, 15 + 16);
  for (;;) {
    long i = atomic_fetch_add(&cursor, 1);
    if (i >= count) break;
    int fd = open(entries[i].path, O_RDONLY);
    if (fd < 0) continue;
    struct stat st;
    fstat(fd, &st);
    if ((size_t)st.st_size > in_size) in = realloc(in, in_size = st.st_size);
    size_t have = 0;
    while (have < (size_t)st.st_size) {
      ssize_t n = read(fd, in + have, st.st_size - have);
      if (n <= 0) break;
      have += n;
    }
    close(fd);
    if (have < 18) continue;
    size_t need = in[have - 4] | in[have - 3] << 8 | in[have - 2] << 16 | (size_t)in[have - 1] << 24;
    if (need + 64 > out_size) out = realloc(out, out_size = need + 64);
    inflateReset(&z);
    z.next_in = in, z.avail_in = have, z.next_out = out, z.avail_out = out_size;
    if (inflate(&z, Z_FINISH) != Z_STREAM_END || z.avail_in != 0) continue;
    unsigned char md[32];
    char hex[65];
    EVP_DigestInit_ex(ctx, EVP_sha256(), NULL);
    EVP_DigestUpdate(ctx, out, z.total_out);
    EVP_DigestFinal_ex(ctx, md, NULL);
    for (int k = 0; k < 32; k++) sprintf(hex + 2 * k, "%02x", md[k]);
    atomic_fetch_add(&bytes, z.total_out);
    if (strcmp(hex, entries[i].hash) == 0) atomic_fetch_add(&matching, 1);
  }
  return NULL;
}

int main(int argc, char **argv) {
  if (argc != 2) return fprintf(stderr, "usage: verify LIST\n"), 2;
  FILE *list = fopen(argv[1], "r");
  if (!list) return perror(argv[1]), 2;
  char *line = NULL;
  size_t size = 0;
  long room = 0;
  for (ssize_t n; (n = getline(&line, &size, list)) > 66;) {
    if (line[n - 1] == '\n') line[n - 1] = 0;
    if (count == room) entries = realloc(entries, (room = room ? 2 * room : 1024) * sizeof *entries);
    memcpy(entries[count].hash, line, 64);
    entries[count].hash[64] = 0;
    entries[count++].path = strdup(line + 65);
  }
  struct timespec a, b;
  clock_gettime(CLOCK_MONOTONIC, &a);
  long threads = sysconf(_SC_NPROCESSORS_ONLN);
  pthread_t *pool = malloc(threads * sizeof *pool);
  for (long t = 0; t < threads; t++) pthread_create(&pool[t], NULL, work, NULL);
  for (long t = 0; t < threads; t++) pthread_join(pool[t], NULL);
  clock_gettime(CLOCK_MONOTONIC, &b);
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  double cpu = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  printf("%ld %ld %ld %.6f %ld %.3f\n", count, (long)matching, (long)bytes, (b.tv_sec - a.tv_sec) + (b.tv_nsec - a.tv_nsec) / 1e9,
         usage.ru_maxrss, cpu);
  return matching == count ? 0 : 1;
}
