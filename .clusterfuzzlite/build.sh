#!/bin/bash -eu
# SPDX-License-Identifier: MIT
# Builds the fuzz targets of the library alone: the front ends' libraries are not in the image in which they run.
# The base image sets CC, CXX, CFLAGS, CXXFLAGS, LIB_FUZZING_ENGINE, FUZZING_ENGINE, SRC, WORK and OUT.
cd "$SRC/emvqr"

objects=()
for file in src/core/*.c src/networks/*.c; do
    object=$WORK/$(basename "$file" .c).o
    $CC $CFLAGS -std=c99 -Iinclude -c "$file" -o "$object"
    objects+=("$object")
done

# LLVMFuzzerMutate, which our mutator calls, is libFuzzer's.
mutator=()
if [ "$FUZZING_ENGINE" = libfuzzer ]; then
    $CC $CFLAGS -std=c99 -Iinclude -c fuzz/mutator.c -o "$WORK/fuzz_mutator.o"
    mutator=("$WORK/fuzz_mutator.o")
fi

for target in parse roundtrip rewrite make; do
    $CC $CFLAGS -std=c99 -Iinclude -c "fuzz/fuzz_$target.c" -o "$WORK/fuzz_$target.o"
    with=("${mutator[@]}")
    [ "$target" != make ] || with=()
    $CXX $CXXFLAGS "$WORK/fuzz_$target.o" "${with[@]}" "${objects[@]}" $LIB_FUZZING_ENGINE -o "$OUT/fuzz_$target"
    folders=("fuzz/corpus/$target")
    [ ! -d "fuzz/regressions/$target" ] || folders+=("fuzz/regressions/$target")
    zip -q -r "$OUT/fuzz_${target}_seed_corpus.zip" "${folders[@]}"
    cp fuzz/emvqr.dict "$OUT/fuzz_$target.dict"
    printf '[libfuzzer]\nmax_len = 4096\ntimeout = 5\n' >"$OUT/fuzz_$target.options"
done
