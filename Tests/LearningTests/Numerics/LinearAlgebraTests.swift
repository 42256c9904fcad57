import Testing

@testable import Learning

/// Every way of calculating that this machine has.
let algebras: [LinearAlgebra] = [.portable] + (LinearAlgebra.openBLAS.map { [$0] } ?? [])

extension Matrix {
    /// Numbers of −1…1 that follow from the seed.
    static func random(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
        var random = SeededRandom(seed: seed)
        return Matrix(
            rows: rows, columns: columns,
            values: (0..<rows * columns).map { _ in Float(random.next() >> 40) / Float(1 << 23) - 1 })
    }

    /// The definition, in double precision.
    func product(_ other: Matrix) -> Matrix {
        var product = Matrix(rows: rows, columns: other.columns)
        for row in 0..<rows {
            for column in 0..<other.columns {
                product[row, column] = Float(
                    (0..<columns).reduce(0.0) { $0 + Double(self[row, $1]) * Double(other[$1, column]) })
            }
        }
        return product
    }

    func largestDifference(_ other: Matrix) -> Float {
        zip(values, other.values).map { abs($0 - $1) }.max() ?? 0
    }
}

@Suite struct LinearAlgebraTests {
    @Test("A product known from a textbook", arguments: algebras)
    func known(algebra: LinearAlgebra) {
        let a = Matrix(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6])
        let b = Matrix(rows: 3, columns: 2, values: [7, 8, 9, 10, 11, 12])
        #expect(algebra.multiply(a, b).values == [58, 64, 139, 154])
        #expect(algebra.multiply(a, a, transposing: .first).values == [17, 22, 27, 22, 29, 36, 27, 36, 45])
        #expect(algebra.multiply(a, a, transposing: .second).values == [14, 32, 32, 77])
    }

    @Test("Products of many shapes agree with the definition, turned or not", arguments: algebras)
    func shapes(algebra: LinearAlgebra) {
        var random = SeededRandom(seed: 5)
        let sides = [1, 2, 3, 4, 5, 7, 8, 9, 16, 17]
        for trial in 0..<60 {
            let (m, k, n) = (sides.pick(&random), sides.pick(&random), sides.pick(&random))
            let a = Matrix.random(m, k, seed: UInt64(3 * trial))
            let b = Matrix.random(k, n, seed: UInt64(3 * trial + 1))
            let expected = a.product(b)
            for turned: LinearAlgebra.Transposed in [.neither, .first, .second, .both] {
                let found = algebra.multiply(
                    turned.hasFirst ? a.transposed : a, turned.hasSecond ? b.transposed : b, transposing: turned)
                #expect(found.largestDifference(expected) < 1e-5, "\(m)×\(k)×\(n) \(turned)")
            }
        }
    }

    @Test("A product of one row is made by our own loops, with or without the library: the same bits")
    func oneRow() {
        for (depth, columns) in [(1, 1), (7, 9), (128, 31), (300, 512)] {
            let a = Matrix.random(1, depth, seed: 1)
            let b = Matrix.random(depth, columns, seed: 2)
            for turned: LinearAlgebra.Transposed in [.neither, .first, .second] {
                let (left, right) = (turned.hasFirst ? a.transposed : a, turned.hasSecond ? b.transposed : b)
                let found = algebras.map { $0.multiply(left, right, transposing: turned) }
                #expect(found.allSatisfy { $0 == found[0] }, "1×\(depth)×\(columns) \(turned)")
                #expect(found[0].largestDifference(a.product(b)) < 1e-4)
            }
        }
    }

    @Test("A product deeper and taller than one block agrees with the definition", arguments: algebras)
    func blocks(algebra: LinearAlgebra) {
        let a = Matrix.random(133, 270, seed: 1)
        let b = Matrix.random(270, 9, seed: 2)
        #expect(algebra.multiply(a, b).largestDifference(a.product(b)) < 1e-4)
    }

    @Test("Scaling, keeping what was there, and parts of wider matrices", arguments: algebras)
    func parts(algebra: LinearAlgebra) {
        let a = Matrix.random(6, 10, seed: 3)
        let b = Matrix.random(10, 12, seed: 4)
        var c = Matrix(rows: 6, columns: 12, repeating: 1)
        a.withView { a in
            b.withView { b in
                c.withMutableView { c in
                    let inner = c.columns(2..<7).rows(1..<6)
                    algebra.multiply(
                        a.rows(1..<6).columns(3..<10), b.rows(0..<7).columns(4..<9), into: inner, alpha: 2, keeping: 3)
                }
            }
        }
        var sum = 3.0
        for k in 0..<7 { sum += 2 * Double(a[2, 3 + k]) * Double(b[k, 5]) }
        #expect(abs(Double(c[2, 3]) - sum) < 1e-5)
        #expect(c[row: 0].allSatisfy { $0 == 1 })
        #expect((0..<6).allSatisfy { c[$0, 1] == 1 && c[$0, 7] == 1 })
    }

    @Test("Nothing times nothing: empty sides give zeros of the right shape", arguments: algebras)
    func empty(algebra: LinearAlgebra) {
        let product = algebra.multiply(Matrix(rows: 2, columns: 0), Matrix(rows: 0, columns: 3))
        #expect(product == Matrix(rows: 2, columns: 3))
        #expect(algebra.multiply(Matrix(rows: 0, columns: 2), Matrix(rows: 2, columns: 3)).values.isEmpty)
    }

    @Test("Vectors: product with a matrix, dot product, scaled sum", arguments: algebras)
    func vectors(algebra: LinearAlgebra) {
        let a = Matrix.random(5, 19, seed: 6)
        let x = Matrix.random(19, 1, seed: 7)
        let y = Matrix.random(5, 1, seed: 8)
        var product = [Float](repeating: 9, count: 5)
        var turned = [Float](repeating: 9, count: 19)
        a.withView { view in
            algebra.multiply(view, vector: x.values, into: &product)
            algebra.multiply(view, transposed: true, vector: y.values, into: &turned)
        }
        #expect(Matrix(rows: 5, columns: 1, values: product).largestDifference(a.product(x)) < 1e-5)
        #expect(Matrix(rows: 19, columns: 1, values: turned).largestDifference(a.transposed.product(y)) < 1e-5)
        #expect(abs(algebra.dot(x.values, x.values, count: 19) - x.transposed.product(x).values[0]) < 1e-5)
        var sum = x.values
        algebra.add(x.values, times: -0.5, to: &sum, count: 19)
        #expect(zip(sum, x.values).allSatisfy { abs($0 - $1 / 2) < 1e-6 })
    }

    @Test("A positive definite matrix times its inverse is the unit matrix", arguments: algebras)
    func inverse(algebra: LinearAlgebra) throws {
        for side in [1, 2, 7, 48, 49, 110] {
            let factor = Matrix.random(side + 5, side, seed: UInt64(side))
            var matrix = algebra.multiply(factor, factor, transposing: .first)
            for place in 0..<side { matrix[place, place] += 1 }
            var product = algebra.multiply(matrix, try algebra.inverse(ofPositiveDefinite: matrix))
            for place in 0..<side { product[place, place] -= 1 }
            #expect((product.values.map(abs).max() ?? 1) < 2e-4, "side \(side)")
        }
    }

    @Test("What has no such inverse is refused in words", arguments: algebras)
    func indefinite(algebra: LinearAlgebra) {
        #expect(throws: LearningFailure.badOption("only a square matrix has an inverse")) {
            try algebra.inverse(ofPositiveDefinite: Matrix(rows: 2, columns: 3))
        }
        #expect(throws: LearningFailure.badOption("the matrix holds what is no number")) {
            try algebra.inverse(ofPositiveDefinite: Matrix(rows: 2, columns: 2, values: [.nan, 0, 0, 1]))
        }
        for values: [Float] in [[0, 0, 0, 0], [1, 2, 2, 1], [-1, 0, 0, 1]] {
            #expect(throws: LearningFailure.cannotTrain("the matrix is not positive definite")) {
                try algebra.inverse(ofPositiveDefinite: Matrix(rows: 2, columns: 2, values: values))
            }
        }
        var large = Matrix(rows: 100, columns: 100)
        for place in 0..<100 { large[place, place] = place == 77 ? -1 : 1 }
        #expect(throws: LearningFailure.self) { try algebra.inverse(ofPositiveDefinite: large) }
    }

    @Test("A library that is not installed is no error: there is none")
    func missing() {
        #expect(BLAS(names: ["libthere-is-no-such-library.so"]) == nil)
        #expect(BLAS(names: ["libc.so.6"]) == nil)
        #expect(LinearAlgebra.portable.description == "portable")
    }
}

extension Array {
    func pick(_ random: inout SeededRandom) -> Element { self[Int(random.next() % UInt64(count))] }
}
