public import Foundation

/// Something that shows on a page (GB/T 33190 sections 8 to 13).
public indirect enum PageObject: Sendable, Equatable {
    case text(TextObject)
    case path(PathObject)
    case image(ImageObject)
    /// Several in a common frame: blocks, composites, appearances of annotations.
    case group([PageObject], Placement)
}

/// Where an object is: its box on the page, and how what is inside is mapped into it.
public struct Placement: Sendable, Equatable {
    /// In millimetres from the upper left corner of what is around.
    public let box: ObjectBox
    public let matrix: AffineMatrix?
    /// 0 is invisible, 1 is solid.
    public var opacity = 1.0
    /// Regions outside of which nothing shows, each a path in the box.
    public var clips: [ClipRegion] = []
}

/// A region outside of which nothing shows.
public struct ClipRegion: Sendable, Equatable {
    public let path: PathData
    public let origin: ObjectBox
    public let matrix: AffineMatrix?
}

/// Characters of one font.
public struct TextObject: Sendable, Equatable {
    /// Characters on one line.
    public struct Line: Sendable, Equatable {
        public let text: String
        /// One place for each Unicode scalar as far as they are stated, in the object's own coordinates.
        public let x: [Double]
        public let y: [Double]
    }

    public let placement: Placement
    /// The font's number among the resources.
    public let font: String
    /// In millimetres.
    public let size: Double
    /// Width of characters in shares of their own, 1 being as they are.
    public let horizontalScale: Double
    /// Of single characters, in degrees clockwise.
    public let characterDirection: Double
    /// 400 is normal, 700 is bold.
    public let weight: Int
    public let isItalic: Bool
    public let lines: [Line]
    public let paint: Paint
}

/// A line or an area.
public struct PathObject: Sendable, Equatable {
    public let placement: Placement
    public let data: PathData
    public let paint: Paint
    /// Whether areas are told by crossings (even-odd) and not by windings.
    public let isEvenOdd: Bool
}

/// A picture.
public struct ImageObject: Sendable, Equatable {
    public let placement: Placement
    /// The picture's number among the resources.
    public let resource: String
}

/// How lines and areas are drawn.
public struct Paint: Sendable, Equatable {
    /// In the areas; `nil` is nothing.
    public var fill: OFDColor?
    /// Along the lines; `nil` is nothing.
    public var stroke: OFDColor?
    /// In millimetres.
    public var lineWidth = 0.353
    /// Lengths of dashes and gaps, in millimetres.
    public var dashes: [Double] = []
    /// `Miter`, `Round` or `Bevel`.
    public var join = "Miter"
    /// `Butt`, `Round` or `Square`.
    public var cap = "Butt"
}

/// A colour with its opacity.
public struct OFDColor: Sendable, Equatable {
    /// 0 to 255 each.
    public let red, green, blue: Int
    /// 0 is invisible, 1 is solid.
    public let opacity: Double

    /// Solid black.
    public static let black = OFDColor(red: 0, green: 0, blue: 0, opacity: 1)
}

/// A picture or a font among a document's files.
public struct ResourceFile: Sendable, Equatable {
    /// The path in the package.
    public let path: String
    /// As the document calls it: `PNG`, `TrueType`; empty where it does not say.
    public let format: String
    public let bytes: Data
}
